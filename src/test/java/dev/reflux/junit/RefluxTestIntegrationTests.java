package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.reflux.Reflux;
import dev.reflux.revision.RevisionNode;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import reactor.core.publisher.Flux;

/** The classes inside are run by a JUnit engine of their own, against the server of this one. */
@ExtendWith(PostgresServer.class)
class RefluxTestIntegrationTests {

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private static final String MARKET = "db/versions";

    @TempDir
    private Path folder;

    private TestDatabase beside;

    @BeforeEach
    void forgetWhatWasSeen(TestDatabase database) {
        beside = database;
        SEEN.clear();
    }

    private EngineTestKit.Builder kit(Class<?> type) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .configurationParameter("reflux.test.url", beside.url())
                .configurationParameter("junit.jupiter.conditions.deactivate", "*");
    }

    private Events run(Class<?> type) {
        return kit(type).execute().testEvents();
    }

    private List<String> databases() {
        return beside.column("SELECT datname FROM pg_database WHERE datname LIKE 'reflux_te%' AND datname <> '"
                + beside.name() + "'");
    }

    private static void see(MigrationChain chain) {
        SEEN.add(chain.url());
    }

    @RefluxTest(at = "8b04d2e61c5a", locations = MARKET)
    static class TwoTests {

        private final MigrationChain ofConstructor;

        TwoTests(MigrationChain chain) {
            ofConstructor = chain;
        }

        @BeforeEach
        void prepare(MigrationChain chain) {
            assertThat(chain).isSameAs(ofConstructor);
            chain.execute("CREATE TABLE prepared (id int)");
        }

        @Test
        void startsAtTheRevision(MigrationChain chain, ReactiveMigrationChain reactive) {
            see(chain);
            assertThat(chain.current()).containsExactly("8b04d2e61c5a");
            assertThat(reactive.blocking()).isSameAs(chain);
            chain.migrateUpOne();
        }

        @Test
        void isNotDisturbedByTheOther(MigrationChain chain, ConnectionFactory connections, Reflux reflux) {
            see(chain);
            assertThat(chain.current()).containsExactly("8b04d2e61c5a");
            assertThat(reflux.upgrade("+1").block().steps()).hasSize(1);
            assertThat(Flux.usingWhen(
                                    connections.create(),
                                    connection -> PlainRow.of(connection, "SELECT current_database() AS name"),
                                    Connection::close)
                            .blockLast()
                            .values()
                            .get("name"))
                    .isEqualTo(chain.url().substring(chain.url().lastIndexOf('/') + 1));
        }

        @RefluxTest(at = "base")
        @Test
        void maySayAnotherRevision(MigrationChain chain) {
            see(chain);
            assertThat(chain.current()).isEmpty();
        }

        @AfterEach
        void look(MigrationChain chain) {
            assertThat(chain.rows("prepared")).isEmpty();
        }
    }

    @Test
    void eachTestHasADatabaseOfItsOwnThatIsDropped() {
        run(TwoTests.class).assertStatistics(stats -> stats.started(3).succeeded(3));

        assertThat(SEEN).hasSize(3);
        assertThat(databases()).isEmpty();
    }

    @Test
    void testsBearATag() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(TwoTests.class))
                .filters(TagFilter.excludeTags("migration"))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.started(0));
    }

    @RefluxTest(locations = MARKET)
    static class Outer {

        @Nested
        class Inside {

            @Test
            void hasTheChainOfTheOuterClass(MigrationChain chain) {
                see(chain);
                assertThat(chain.history()).hasSize(19);
                assertThat(chain.current()).isEmpty();
            }
        }

        @Nested
        @RefluxTest(at = "head")
        class InsideElsewhere {

            @Test
            void changesWhatItNames(MigrationChain chain) {
                see(chain);
                assertThat(chain.current()).containsExactly("c62f81d0a9b7");
            }
        }
    }

    @Test
    void nestedClassesTakeWhatTheyDoNotSay() {
        run(Outer.class).assertStatistics(stats -> stats.started(2).succeeded(2));
    }

    @RefluxTest(at = "head", locations = MARKET)
    @Execution(ExecutionMode.CONCURRENT)
    static class Crowd {

        @RepeatedTest(6)
        void hasRoom(MigrationChain chain) {
            see(chain);
            assertThat(chain.current()).containsExactly("c62f81d0a9b7");
            assertThat(chain.migrateDownOne()).isPresent();
        }
    }

    @Test
    void testsRunInParallel() {
        kit(Crowd.class)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.started(6).succeeded(6));

        assertThat(SEEN).hasSize(6);
        assertThat(databases()).isEmpty();
    }

    /** Settings of a class. */
    public static final class Skipping implements ChainSettingsSource {

        @Override
        public ChainSettings chainSettings() {
            return ChainSettings.defaults().skip("3f1c9a7d20be");
        }
    }

    @RefluxTest(locations = MARKET, settings = Skipping.class)
    static class WithSettings {

        @Test
        void usesThem(MigrationChain chain) {
            chain.migrateUpOne();
            assertThat(chain.current()).containsExactly("3f1c9a7d20be");
            assertThat(chain.fingerprint().lines()).noneMatch(line -> line.startsWith("table"));
        }
    }

    @RefluxTest(locations = MARKET)
    static class IsSettings implements ChainSettingsSource {

        @Override
        public ChainSettings chainSettings() {
            return new Skipping().chainSettings();
        }

        @Test
        void usesItself(MigrationChain chain) {
            chain.migrateUpOne();
            assertThat(chain.fingerprint().lines()).noneMatch(line -> line.startsWith("table"));
        }
    }

    @Test
    void settingsComeFromTheClassNamedOrFromTheTestItself() {
        run(WithSettings.class).assertStatistics(stats -> stats.succeeded(1));
        run(IsSettings.class).assertStatistics(stats -> stats.succeeded(1));
    }

    /** A settings source that has its chain too early. */
    @RefluxTest(locations = MARKET)
    static class SettingsWithConstructor implements ChainSettingsSource {

        SettingsWithConstructor(MigrationChain chain) {
            see(chain);
        }

        @Override
        public ChainSettings chainSettings() {
            return new Skipping().chainSettings();
        }

        @Test
        void never() {}
    }

    @RefluxTest(locations = MARKET, settings = Skipping.class)
    static class NamedSettingsWithConstructor implements ChainSettingsSource {

        private final MigrationChain chain;

        NamedSettingsWithConstructor(MigrationChain chain) {
            this.chain = chain;
        }

        @Override
        public ChainSettings chainSettings() {
            throw new AssertionError("Another class is named.");
        }

        @Test
        void usesTheClassNamed() {
            chain.migrateUpOne();
            assertThat(chain.fingerprint().lines()).noneMatch(line -> line.startsWith("table"));
        }
    }

    @Test
    void aConstructorCannotHaveAChainWhoseSettingsItsClassGives() {
        run(SettingsWithConstructor.class)
                .failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                message(text -> text.contains("SettingsWithConstructor gives the settings of its chain"
                                        + " itself, which it cannot while it is being made")))));
        assertThat(SEEN).isEmpty();
        run(NamedSettingsWithConstructor.class).assertStatistics(stats -> stats.succeeded(1));
    }

    /** The market. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @RefluxTest(locations = MARKET)
    @interface OfMarket {}

    /** A chain of faults. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @RefluxTest(locations = "classpath:dev/reflux/junit/faulty/fails_on_rows")
    @interface OfFaulty {}

    static class ComposedOnMethods {

        @OfMarket
        @Test
        void hasTheMarket(MigrationChain chain) {
            assertThat(chain.history()).hasSize(19);
        }

        @OfFaulty
        @Test
        void hasTheFaultyOne(MigrationChain chain) {
            assertThat(chain.history()).extracting(RevisionNode::id).contains("b2");
        }
    }

    @Test
    void methodsWithComposedAnnotationsHaveTheirOwnChains() {
        run(ComposedOnMethods.class).assertStatistics(stats -> stats.succeeded(2));
    }

    @RefluxTest
    static class WithDefaults {

        @Test
        void hasTheChainOfTheWorkingDirectory(MigrationChain chain) {
            assertThat(chain.history()).hasSize(19);
        }
    }

    @Test
    void withoutAWordTheChainIsThatOfTheWorkingDirectory() {
        run(WithDefaults.class).assertStatistics(stats -> stats.succeeded(1));
    }

    @RefluxTest(at = "nowhere", locations = MARKET)
    static class AtNowhere {

        @Test
        void fails(MigrationChain chain) {}
    }

    @RefluxTest(config = "no-such-file.yaml")
    static class WithoutConfig {

        @Test
        void fails(MigrationChain chain) {}
    }

    @RefluxTest(locations = MARKET)
    static class TooEarly {

        @BeforeAll
        static void fails(MigrationChain chain) {}

        @Test
        void never() {}
    }

    @Test
    void whatIsWrongIsSaid() {
        run(AtNowhere.class)
                .failed()
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(message(text -> text.contains("nowhere")))));
        run(WithoutConfig.class)
                .failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(message(text -> text.contains("no-such-file.yaml does not exist")))));
        kit(TooEarly.class)
                .execute()
                .containerEvents()
                .failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(ParameterResolutionException.class),
                                message(text -> text.contains("MigrationChain is of one test")))));
        assertThat(databases()).isEmpty();
    }

    static class Broken implements ChainSettingsSource {

        static final java.util.concurrent.atomic.AtomicReference<String> LOCATION =
                new java.util.concurrent.atomic.AtomicReference<>("");

        @Override
        public ChainSettings chainSettings() {
            return ChainSettings.defaults().locations(LOCATION.get());
        }

        @RefluxTest(at = "head")
        @Test
        void fails(MigrationChain chain) {}

        @RefluxTest(at = "r1")
        @Test
        void succeeds(MigrationChain chain) {
            chain.insertInto("t1", Map.of("id", 1));
        }
    }

    @Test
    void aRevisionThatFailsOnTheWayToTheDatabaseIsNamedAndLeavesNothing() {
        Broken.LOCATION.set(RevisionFolder.in(folder)
                .chain(1)
                .add("broken", "SELECT 1/0;", "")
                .location());

        run(Broken.class)
                .assertStatistics(stats -> stats.succeeded(1).failed(1))
                .failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(message(
                                text -> text.contains("Revision broken failed at") && text.contains("22012")))));
        assertThat(databases()).isEmpty();
    }

    @RefluxTest(server = ServerKind.URL, locations = MARKET)
    static class AtUrl {

        @Test
        void neverRuns(MigrationChain chain) {}
    }

    @Test
    void aServerThatWasAskedForAndIsNotThereIsAFailure() {
        kit(AtUrl.class)
                .configurationParameter("reflux.test.url", "r2dbc:postgresql://nobody@127.0.0.1:1/none")
                .execute()
                .testEvents()
                .failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(message(
                                text -> text.contains("The PostgreSQL server that was asked for is not there.")))));
    }
}
