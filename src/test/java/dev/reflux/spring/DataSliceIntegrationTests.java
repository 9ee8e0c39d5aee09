package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.data.r2dbc.test.autoconfigure.DataR2dbcTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Tests of applications: a slice with repositories finds its schema. */
@ExtendWith(PostgresServer.class)
class DataSliceIntegrationTests {

    /** The working directory has a configuration of its own. */
    private static final String NO_FILE = "spring.config.location=optional:classpath:/none/";

    @TempDir
    Path revisions;

    /** The container of a slice is made by Spring, which knows no extension of the outer test. */
    private static TestDatabase current;

    private final Properties before = new Properties();

    @BeforeEach
    void pointTheSliceToTheDatabase(TestDatabase database) {
        current = database;
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

    @DataR2dbcTest(
            properties = {
                NO_FILE,
                "spring.r2dbc.url=r2dbc:postgresql://nowhere.invalid/of-a-developer",
                "reflux.url=r2dbc:postgresql://nowhere.invalid/of-a-developer",
                "reflux.username=nobody",
                "reflux.version-locations=${slice.revisions}"
            })
    @ContextConfiguration(classes = RepositoryApplication.class)
    @Import(Service.class)
    static class SliceOverAService {}

    /** A container with {@code @ServiceConnection}, of which Spring Boot makes the details. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Service {

        @Bean
        @ServiceConnection
        PostgreSQLContainer postgres() {
            return new ServerThatRunsAlready();
        }
    }

    /** Starts nothing: the server of the tests is the container. */
    private static final class ServerThatRunsAlready extends PostgreSQLContainer {

        ServerThatRunsAlready() {
            super("postgres:18");
            withDatabaseName(current.name()).withUsername(current.username());
            withPassword(Objects.requireNonNullElse(current.password(), ""));
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public String getHost() {
            return current.host();
        }

        @Override
        public Integer getMappedPort(int port) {
            return current.port();
        }
    }
}
