package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.runtime.MigrationReport.Step;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@ExtendWith(PostgresServer.class)
class StartupIntegrationTests {

    @TempDir
    Path folder;

    private TestDatabase database;
    private ApplicationContextRunner application;

    @BeforeEach
    void writeRevisions(TestDatabase fresh) {
        database = fresh;
        RevisionFolder.in(folder).chain(3);
        application = BootApplication.over(database, folder);
    }

    private List<String> applied() {
        return database.column("SELECT version_num FROM reflux_version");
    }

    @Test
    void pooledFactoryIsMigratedOverAConnectionBesideThePool() {
        application.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context).hasBean("connectionFactory");
            assertThat(context.getBean(RefluxMigrationInitializer.class)
                            .report()
                            .orElseThrow()
                            .steps())
                    .extracting(Step::revision)
                    .containsExactly("r1", "r2", "r3");
            assertThat(applied()).containsExactly("r3");
        });
    }
}
