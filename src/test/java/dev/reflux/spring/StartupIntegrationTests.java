package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.config.TransactionMode;
import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationReport.Step;
import dev.reflux.testsupport.Eventually;
import dev.reflux.testsupport.LogLines;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcRepositoriesAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProxyAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Migration while an application starts. */
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

    private static MigrationReport report(org.springframework.context.ApplicationContext context) {
        return context.getBean(RefluxMigrationInitializer.class).report().orElseThrow();
    }

    @Test
    void factoryOfThePoolIsMigratedOverAConnectionBesideIt() {
        application.withPropertyValues("spring.r2dbc.pool.initial-size=0").run(context -> {
            assertThat(context).hasNotFailed();
            ConnectionPool pool = context.getBean(ConnectionPool.class);
            assertThat(pool.getMetrics().orElseThrow().allocatedSize()).isZero();
            assertThat(report(context).steps()).extracting(Step::revision).containsExactly("r1", "r2", "r3");
            assertThat(applied()).containsExactly("r3");
        });
    }

    @Test
    void factoryWithoutPoolIsMigrated() {
        application.withPropertyValues("spring.r2dbc.pool.enabled=false").run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(ConnectionPool.class);
            assertThat(applied()).containsExactly("r3");
        });
    }

    @Test
    void factoryThatIsObservedByAProxyIsMigrated() {
        application
                .withConfiguration(AutoConfigurations.of(R2dbcProxyAutoConfiguration.class))
                .withPropertyValues("spring.r2dbc.pool.enabled=false")
                .run(context -> {
                    assertThat(context.getBean(ConnectionFactory.class).toString())
                            .contains("proxy");
                    assertThat(applied()).containsExactly("r3");
                });
    }

    @Test
    void poolUnderAProxyIsMigratedBeside() {
        ConnectionFactory driver = ConnectionFactories.get(database.options());
        ConnectionPool pool = new ConnectionPool(io.r2dbc.pool.ConnectionPoolConfiguration.builder(driver)
                .maxSize(1)
                .initialSize(0)
                .build());
        try {
            BootApplication.bare()
                    .withPropertyValues("reflux.version-locations=" + folder)
                    .withBean(ConnectionFactory.class, () -> io.r2dbc.proxy.ProxyConnectionFactory.builder(pool)
                            .build())
                    .run(context -> {
                        assertThat(applied()).containsExactly("r3");
                        assertThat(pool.getMetrics().orElseThrow().allocatedSize())
                                .isZero();
                    });
        } finally {
            pool.dispose();
        }
    }

    @Test
    void ownUrlNeedsNoConnectionFactory() {
        BootApplication.bare()
                .withPropertyValues("reflux.url=" + database.url(), "reflux.version-locations=" + folder)
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(ConnectionFactory.class);
                    assertThat(applied()).containsExactly("r3");
                });
    }

    @Test
    void connectionDetailsOfAServiceAreTakenWhereThereIsNoFactory() {
        R2dbcConnectionDetails details = database::options;
        BootApplication.bare()
                .withPropertyValues("reflux.version-locations=" + folder)
                .withBean(R2dbcConnectionDetails.class, () -> details)
                .run(context -> assertThat(applied()).containsExactly("r3"));
    }

    @Test
    void connectionDetailsOfAServiceWinOverTheUrlOfTheApplication() {
        R2dbcConnectionDetails details = database::options;
        BootApplication.bare()
                .withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class))
                .withPropertyValues(
                        "reflux.version-locations=" + folder, "spring.r2dbc.url=r2dbc:postgresql://nowhere/a")
                .withBean(R2dbcConnectionDetails.class, () -> details)
                .run(context -> assertThat(applied()).containsExactly("r3"));
    }

    @Test
    void markedFactoryIsMigratedAndTheOtherIsNot() {
        TestDatabase other = database.another();
        BootApplication.bare()
                .withPropertyValues("reflux.version-locations=" + folder)
                .withBean("databases", Databases.class, () -> new Databases(database, other))
                .withUserConfiguration(TwoFactories.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(applied()).containsExactly("r3");
                    assertThat(other.column("SELECT relname FROM pg_class WHERE relname = 'reflux_version'"))
                            .isEmpty();
                });
    }

    @Test
    void sameDatabaseIsMigratedAsAnotherUser() {
        database.execute("CREATE ROLE " + database.name() + "_owner LOGIN PASSWORD 'sesame' SUPERUSER");
        try {
            application
                    .withPropertyValues("reflux.username=" + database.name() + "_owner", "reflux.password=sesame")
                    .run(context -> assertThat(database.column("SELECT DISTINCT applied_by FROM reflux_history"))
                            .containsExactly(database.name() + "_owner"));
        } finally {
            database.execute("REASSIGN OWNED BY " + database.name() + "_owner TO " + database.username());
            database.execute("DROP ROLE " + database.name() + "_owner");
        }
    }

    @Test
    void defaultLocationIsFoundOnTheClassPath() throws Exception {
        Path versions = Files.createDirectories(folder.resolve("classes/db/versions"));
        RevisionFolder.in(versions).chain(2);
        URL[] roots = {folder.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(roots, getClass().getClassLoader())) {
            BootApplication.bare()
                    .withClassLoader(loader)
                    .withPropertyValues("reflux.url=" + database.url())
                    .run(context -> assertThat(applied()).containsExactly("r2"));
        }
    }

    @Test
    void targetIsAsFarAsItGoes() {
        application.withPropertyValues("reflux.target=r2").run(context -> assertThat(applied())
                .containsExactly("r2"));
    }

    @Test
    void secondStartHasNothingToDoAndSaysSo() {
        application.run(context -> assertThat(context).hasNotFailed());
        String before = database.fingerprint().toString();
        try (LogLines log = LogLines.informedBy(RefluxMigrationInitializer.class)) {
            application.run(context -> assertThat(report(context).steps()).isEmpty());
            assertThat(log.all()).containsExactly("Nothing to migrate: the database is at r3.");
        }
        assertThat(database.fingerprint().toString()).isEqualTo(before);
    }

    @Test
    void whatWasDoneIsOneLineOfTheLog() {
        try (LogLines log = LogLines.informedBy(RefluxMigrationInitializer.class)) {
            application.run(context -> assertThat(context).hasNotFailed());
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .matches("Upgraded the database from base to r3: 3 revisions in \\d+ ms\\.");
        }
    }

    @Test
    void beanThatAsksTheDatabaseInItsConstructorFindsTheSchema() {
        application.withUserConfiguration(Eager.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(EagerReader.class).rows).isZero();
        });
    }

    @Test
    void repositoryThatIsAskedBeforeAnythingElseFindsTheSchema() {
        application
                .withConfiguration(AutoConfigurations.of(DataR2dbcRepositoriesAutoConfiguration.class))
                .withUserConfiguration(RepositoryApplication.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(RepositoryApplication.Reader.class).found)
                            .isZero();
                });
    }

    @Test
    void scriptsOfSpringBootComeAfterTheMigration() throws Exception {
        Files.writeString(folder.resolve("data.sql"), "INSERT INTO t1 VALUES (7);");
        Path revisions = Files.createDirectory(folder.resolve("revisions"));
        RevisionFolder.in(revisions).chain(1);
        BootApplication.over(database, revisions)
                .withPropertyValues(
                        "spring.sql.init.mode=always",
                        "spring.sql.init.data-locations=file:" + folder.resolve("data.sql"))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(database.value("SELECT id FROM t1")).isEqualTo("7");
                });
    }

    @Test
    void listenersOfTheApplicationHearItInTheirOrder() {
        application.withUserConfiguration(Listeners.class).run(context -> assertThat(
                        context.getBean(Listeners.Heard.class).words())
                .containsExactly("first r1", "second r1", "first r2", "second r2", "first r3", "second r3"));
    }

    @Test
    void twoApplicationsThatStartTogetherBothComeUp() {
        List<CompletableFuture<Integer>> starts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            starts.add(CompletableFuture.supplyAsync(() -> {
                List<Integer> steps = new ArrayList<>();
                BootApplication.over(database, folder)
                        .run(context -> steps.add(report(context).steps().size()));
                return steps.get(0);
            }));
        }
        assertThat(starts.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(0, 3);
        assertThat(database.column("SELECT revision FROM reflux_history ORDER BY id"))
                .containsExactly("r1", "r2", "r3");
    }

    @Test
    void withoutModulesForR2dbcAnApplicationMigratesOverAnOwnUrl() {
        BootApplication.bare()
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.r2dbc", "org.springframework.boot.sql", "org.springframework.r2dbc"))
                .withPropertyValues("reflux.url=" + database.url(), "reflux.version-locations=" + folder)
                .run(context -> assertThat(applied()).containsExactly("r3"));
    }

    @Test
    void lazyApplicationIsMigratedOnStartupAllTheSame() {
        application
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> assertThat(applied()).containsExactly("r3"));
    }

    @Test
    void refluxOfTheApplicationCanBeAskedAfterwards() {
        application.run(context -> assertThat(
                        context.getBean(Reflux.class).current().block().atHead())
                .isTrue());
    }

    @Test
    void customizerThatListensAndCancelsTakesNothingAway() {
        RevisionFolder.in(folder).chain(3).add("bad", "ALTER TABLE nowhere ADD COLUMN a integer;", "SELECT 1;");
        List<String> heard = new ArrayList<>();
        RefluxCustomizer customizer =
                builder -> builder.listener(saying("customizer", heard)).cancelWhen(Mono.never());
        application
                .withPropertyValues("reflux.transaction=revision")
                .withBean(MigrationListener.class, () -> saying("bean", heard))
                .withBean(RefluxCustomizer.class, () -> customizer)
                .run(context -> {
                    assertThat(heard).startsWith("bean r1", "customizer r1").endsWith("bean r3", "customizer r3");
                    assertThat(causeOf(context.getStartupFailure()).committed())
                            .extracting(Step::revision)
                            .containsExactly("r1", "r2", "r3");
                });
    }

    @Test
    void interruptCancelsTheRunOfAnOwnRefluxAndWaitsForItsEnd() throws Exception {
        RevisionFolder.in(folder).chain(3).add("slow", "SELECT pg_sleep(300);", "SELECT 1;");
        Reflux own = Reflux.builder()
                .url(database.url())
                .locations(folder.toString())
                .configure(config -> config.transaction(TransactionMode.REVISION))
                .cancelWhen(Mono.never())
                .build();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread startup = new Thread(() -> BootApplication.bare()
                .withBean(Reflux.class, () -> own)
                .run(context -> failure.complete(context.getStartupFailure())));
        startup.start();
        Eventually.holds(() -> assertThat(database.sessions())
                .anySatisfy(session ->
                        assertThat(session.query()).as("slow revision").contains("pg_sleep(300)")));
        startup.interrupt();
        MigrationFailedException stopped = causeOf(failure.get(60, TimeUnit.SECONDS));
        assertThat(database.sessions()).isEmpty();
        assertThat(stopped).hasMessageContaining("The run was cancelled: the application is stopping.");
        assertThat(stopped.committed()).extracting(Step::revision).containsExactly("r1", "r2", "r3");
    }

    private static MigrationFailedException causeOf(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof MigrationFailedException)) {
            cause = Objects.requireNonNull(cause.getCause(), failure::toString);
        }
        return (MigrationFailedException) cause;
    }

    private static MigrationListener saying(String word, List<String> heard) {
        return new MigrationListener() {
            @Override
            public void stepFinished(Step step) {
                heard.add(word + " " + step.revision());
            }
        };
    }

    private record Databases(TestDatabase mine, TestDatabase other) {}

    @Configuration(proxyBeanMethods = false)
    static class TwoFactories {

        @Bean
        @RefluxConnectionFactory
        ConnectionFactory mine(Databases databases) {
            return ConnectionFactories.get(databases.mine().options());
        }

        @Bean
        ConnectionFactory other(Databases databases) {
            return ConnectionFactories.get(databases.other().options());
        }
    }

    static final class EagerReader {

        private final long rows;

        EagerReader(DatabaseClient client) {
            rows = client.sql("SELECT count(*) FROM t3")
                    .map(row -> row.get(0, Long.class))
                    .one()
                    .block();
        }
    }

    /** Its name sorts before, and it is declared before, what migrates. */
    @Configuration(proxyBeanMethods = false)
    static class Eager {

        @Bean
        EagerReader anEagerReader(DatabaseClient client) {
            return new EagerReader(client);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {

        record Heard(List<String> words) {}

        @Bean
        Heard heard() {
            return new Heard(new ArrayList<>());
        }

        @Bean
        @Order(2)
        MigrationListener second(Heard heard) {
            return saying("second", heard.words());
        }

        @Bean
        @Order(1)
        MigrationListener first(Heard heard) {
            return saying("first", heard.words());
        }
    }
}
