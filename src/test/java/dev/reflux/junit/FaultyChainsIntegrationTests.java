package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Each fault is caught by the check that is about it, and by no other, with a text that leads to it. */
@ExtendWith(PostgresServer.class)
class FaultyChainsIntegrationTests {

    private static final String FAULT = "fault";

    @ParameterizedTest
    @EnumSource
    void faultIsCaughtByItsCheckAlone(Fault fault, TestDatabase database) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .configurationParameter(FAULT, fault.name())
                .configurationParameter("reflux.test.url", database.url())
                .selectors(selectClass(FaultyChain.class))
                .execute()
                .testEvents();
        String texts = tests.failed().stream()
                .map(event -> check(event) + ": " + failure(event).getMessage())
                .collect(Collectors.joining("\n\n"));
        Set<String> failed = new TreeSet<>();
        tests.failed().stream().forEach(event -> failed.add(check(event)));
        assertThat(failed).as(texts).containsExactlyInAnyOrderElementsOf(fault.checks());
        assertThat(texts).contains(fault.texts());
        assertThat(tests.succeeded().count()).isPositive();
    }

    private static String check(Event event) {
        return event.getTestDescriptor()
                .getSource()
                .map(MethodSource.class::cast)
                .map(MethodSource::getMethodName)
                .orElseThrow();
    }

    private static Throwable failure(Event event) {
        return event.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .orElseThrow();
    }

    /** What a project would write, of the fault that the configuration names. */
    @ExtendWith(ChosenFault.class)
    static final class FaultyChain implements MigrationChecks {

        private final Fault fault;

        FaultyChain(Fault fault) {
            this.fault = fault;
        }

        @Override
        public ChainSettings chainSettings() {
            return fault.chain();
        }

        /** One worker takes all revisions together, two divide them. */
        @Override
        public CheckLimits limits() {
            return CheckLimits.DEFAULTS
                    .lockBudget(Duration.ofMillis(300))
                    .workers(1 + fault.name().length() % 2);
        }

        @Override
        public Optional<String> expectedSchema() {
            return fault == Fault.OTHER_SCHEMA
                    ? Optional.of("classpath:dev/reflux/junit/faulty/other_schema/schema.txt")
                    : Optional.empty();
        }
    }

    private static final class ChosenFault implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Fault.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Fault.valueOf(context.getConfigurationParameter(FAULT).orElseThrow());
        }
    }
}
