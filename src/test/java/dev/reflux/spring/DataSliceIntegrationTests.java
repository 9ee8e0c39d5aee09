package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.data.r2dbc.test.autoconfigure.DataR2dbcTest;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;

/** Tests of applications: a slice with repositories finds its schema. */
@ExtendWith(PostgresServer.class)
class DataSliceIntegrationTests {

    /** The working directory has a configuration of its own. */
    private static final String NO_FILE = "spring.config.location=optional:classpath:/none/";

    @TempDir
    Path revisions;

    private final Properties before = new Properties();

    @BeforeEach
    void pointTheSliceToTheDatabase(TestDatabase database) {
        before.putAll(System.getProperties());
        RevisionFolder.in(revisions).chain(2);
        System.setProperty("slice.url", database.url());
        System.setProperty("slice.revisions", revisions.toString());
    }

    @AfterEach
    void leaveNoProperties() {
        System.setProperties(before);
    }

    private static Long count(Class<?> test) {
        TestContext slice = new TestContextManager(test).getTestContext();
        try {
            return slice.getApplicationContext().getBean(Things.class).count().block();
        } finally {
            slice.markApplicationContextDirty(HierarchyMode.CURRENT_LEVEL);
        }
    }

    @Test
    void repositoriesOfASliceHaveTheirSchema() {
        assertThat(count(Slice.class)).isZero();
    }

    @Test
    void serviceConnectionOfASliceIsTheDatabaseThatIsMigrated() {
        assertThat(count(SliceOverAService.class)).isZero();
    }

    @DataR2dbcTest(
            properties = {NO_FILE, "spring.r2dbc.url=${slice.url}", "reflux.version-locations=${slice.revisions}"})
    @ContextConfiguration(classes = RepositoryApplication.class)
    static class Slice {}

    @DataR2dbcTest(properties = {NO_FILE, "reflux.version-locations=${slice.revisions}"})
    @ContextConfiguration(classes = RepositoryApplication.class)
    @Import(Service.class)
    static class SliceOverAService {}

    /** What {@code @ServiceConnection} on a container registers. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Service {

        @Bean
        R2dbcConnectionDetails details() {
            return () -> io.r2dbc.spi.ConnectionFactoryOptions.parse(System.getProperty("slice.url"));
        }
    }
}
