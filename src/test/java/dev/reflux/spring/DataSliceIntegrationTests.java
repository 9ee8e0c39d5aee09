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
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;

/** Tests of applications: a slice with repositories finds its schema. */
@ExtendWith(PostgresServer.class)
class DataSliceIntegrationTests {

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

    private static ApplicationContext contextOf(Class<?> test) {
        return new TestContextManager(test).getTestContext().getApplicationContext();
    }

    @Test
    void repositoriesOfASliceHaveTheirSchema() {
        assertThat(contextOf(Slice.class).getBean(Things.class).count().block()).isZero();
    }

    @Test
    void serviceConnectionOfASliceIsTheDatabaseThatIsMigrated() {
        assertThat(contextOf(SliceOverAService.class)
                        .getBean(Things.class)
                        .count()
                        .block())
                .isZero();
    }

    @DataR2dbcTest(properties = {"spring.r2dbc.url=${slice.url}", "reflux.version-locations=${slice.revisions}"})
    @ContextConfiguration(classes = RepositoryApplication.class)
    @DirtiesContext
    static class Slice {}

    @DataR2dbcTest(properties = "reflux.version-locations=${slice.revisions}")
    @ContextConfiguration(classes = RepositoryApplication.class)
    @Import(Service.class)
    @DirtiesContext
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
