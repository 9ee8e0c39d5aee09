package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.error.DatabaseException;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;

/** What is observed of runs and steps. */
@ExtendWith(PostgresServer.class)
class ObservationIntegrationTests {

    private final TestObservationRegistry registry = TestObservationRegistry.create();

    @TempDir
    Path revisions;

    private TestDatabase database;

    @BeforeEach
    void takeDatabase(TestDatabase fresh) {
        database = fresh;
    }

    private ApplicationContextRunner application() {
        return BootApplication.over(database, revisions)
                .withConfiguration(AutoConfigurations.of(RefluxObservationAutoConfiguration.class))
                .withBean(ObservationRegistry.class, () -> registry);
    }

    private TestObservationRegistryAssert observed() {
        return TestObservationRegistryAssert.assertThat(registry);
    }

    @Test
    void runIsObservedWithItsStepsAsParts() {
        RevisionFolder.in(revisions).chain(2);
        application().run(context -> assertThat(context).hasNotFailed());
        observed().hasNumberOfObservationsWithNameEqualTo("reflux.run", 1);
        observed().hasNumberOfObservationsWithNameEqualTo("reflux.step", 2);
        observed()
                .hasObservationWithNameEqualTo("reflux.run")
                .that()
                .hasBeenStarted()
                .hasBeenStopped()
                .doesNotHaveError()
                .hasContextualNameEqualTo("reflux upgrade")
                .hasLowCardinalityKeyValue("command", "upgrade")
                .hasLowCardinalityKeyValue("mode", "online")
                .hasLowCardinalityKeyValue("outcome", "succeeded")
                .hasHighCardinalityKeyValue("reflux.target", "head")
                .hasHighCardinalityKeyValue("reflux.heads", "r2")
                .hasHighCardinalityKeyValue("reflux.revisions", "2");
        observed().hasAnObservation(step -> step.hasContextualNameEqualTo("reflux upgrade r2")
                .hasParentObservation()
                .hasLowCardinalityKeyValue("direction", "upgrade")
                .hasLowCardinalityKeyValue("outcome", "succeeded")
                .hasHighCardinalityKeyValue("reflux.revision", "r2")
                .hasHighCardinalityKeyValue(
                        "reflux.file", revisions.resolve("r2.sql").toString()));
    }

    @Test
    void nothingToDoIsARunWithoutSteps() {
        RevisionFolder.in(revisions).chain(1);
        application().run(context -> registry.clear());
        application().run(context -> assertThat(context).hasNotFailed());
        observed().hasNumberOfObservationsWithNameEqualTo("reflux.run", 1);
        observed().hasNumberOfObservationsWithNameEqualTo("reflux.step", 0);
    }

    @Test
    void failureIsAnErrorOfTheStepAndOfTheRun() {
        RevisionFolder.in(revisions).chain(1).add("bad", "SELECT 1/0;", "SELECT 1;");
        application().run(context -> assertThat(context).hasFailed());
        observed()
                .hasObservationWithNameEqualTo("reflux.run")
                .that()
                .hasBeenStopped()
                .assertThatError()
                .isInstanceOf(DatabaseException.class)
                .backToContext()
                .hasLowCardinalityKeyValue("outcome", "failed");
        observed().hasAnObservation(step -> step.hasContextualNameEqualTo("reflux upgrade bad")
                .hasLowCardinalityKeyValue("outcome", "failed")
                .hasError());
    }

    @Test
    void retriedStepIsObservedAnew() {
        RevisionFolder.in(revisions)
                .add("r1", "CREATE SEQUENCE s;", "DROP SEQUENCE s;")
                .write(
                        "r2",
                        """
                        -- +upgrade
                        DO $$ BEGIN IF nextval('s') < 2 THEN RAISE SQLSTATE '40001'; END IF; END $$;
                        """);
        application()
                .withPropertyValues("reflux.retry.max=1", "reflux.retry.backoff=1ms", "reflux.transaction=revision")
                .run(context -> assertThat(context).hasNotFailed());
        observed().hasAnObservation(step -> step.hasContextualNameEqualTo("reflux upgrade r2")
                .hasLowCardinalityKeyValue("outcome", "retried"));
        observed().hasAnObservation(step -> step.hasContextualNameEqualTo("reflux upgrade r2")
                .hasLowCardinalityKeyValue("outcome", "succeeded"));
    }

    @Test
    void runsAtTheSameTimeAreToldApart() {
        RevisionFolder.in(revisions).chain(3);
        application().run(context -> {
            Reflux reflux = context.getBean(Reflux.class);
            registry.clear();
            Flux.range(0, 4).flatMap(any -> reflux.upgrade("head")).blockLast(Duration.ofSeconds(60));
            observed().hasNumberOfObservationsWithNameEqualTo("reflux.run", 4);
            observed()
                    .forAllObservationsWithNameEqualTo(
                            "reflux.run", run -> run.hasLowCardinalityKeyValue("outcome", "succeeded"));
        });
    }

    @Test
    void conventionOfTheApplicationNamesThings() {
        RevisionFolder.in(revisions).chain(1);
        application()
                .withBean(RunObservationConvention.class, () -> new RunObservationConvention() {
                    @Override
                    public String getName() {
                        return "schema.change";
                    }

                    @Override
                    public KeyValues getLowCardinalityKeyValues(RunObservationContext context) {
                        return KeyValues.of("team", "shop");
                    }
                })
                .run(context -> assertThat(context).hasNotFailed());
        observed().hasObservationWithNameEqualTo("schema.change").that().hasLowCardinalityKeyValue("team", "shop");
    }

    @Test
    void handlerThatFailsDoesNotFailTheMigration() {
        RevisionFolder.in(revisions).chain(2);
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStart(Observation.Context context) {
                throw new IllegalStateException("no room for spans");
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        application().run(context -> assertThat(context).hasNotFailed());
        assertThat(database.value("SELECT version_num FROM reflux_version")).isEqualTo("r2");
    }

    @Test
    void withoutRegistryNothingIsObserved() {
        RevisionFolder.in(revisions).chain(1);
        BootApplication.over(database, revisions)
                .withConfiguration(AutoConfigurations.of(RefluxObservationAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ObservedRuns.class));
    }
}
