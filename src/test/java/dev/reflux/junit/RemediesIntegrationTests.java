package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What a project can say of its chain is heard by every check. */
@ExtendWith(PostgresServer.class)
class RemediesIntegrationTests {

    private static final String REMEDY = "remedy";

    /** A chain that would fail, what makes it pass, and the reason that is given for what was not tried. */
    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state, and their type does not say so
    enum Remedy {
        MINIMUM_DOWNGRADE(
                "downgrade_fails", chain -> chain.minimumDowngrade("b2"), "at or below the minimum of downgrades"),
        SKIP("downgrade_fails", chain -> chain.skip("b2"), "on the list of those to skip"),
        SKIP_IN_THE_MIDDLE("lost_grant", chain -> chain.skip("b2", "c3"), "on the list of those to skip"),
        SETTING("no_downgrade", chain -> chain, "has no way down: the notes were wrong"),
        COMMENT("reason_in_file", chain -> chain, "has no way down: nobody knows what the notes were"),
        ROWS_BEFORE(
                "fails_on_rows",
                chain -> chain.rowsBefore("b2", "account", Map.of("id", 1, "email", "a@b", "note", "given")),
                "No expected schema"),
        ROWS_AT_OTHER_REVISIONS(
                "other_schema",
                chain -> chain.rowsAt("a1", "account", Map.of("id", 1, "email", "a@b"))
                        .rowsAt("b2", "account", Map.of("id", 2, "email", "a@b", "phone", "1")),
                "No expected schema"),
        SKIP_ON_A_BRANCH("fault_on_a_branch", chain -> chain.skip("c2"), "on the list of those to skip"),
        EXEMPTION("lost_seeds", chain -> chain, "Revision c3 is exempt: notes are gone for good"),
        CHANGING_ROWS("changing_rows", chain -> chain, "No expected schema"),
        OWN_SCHEMA(
                "own_schema",
                chain -> chain.configure(
                        values -> values.versionTableSchema("ops").versionTable("Version")),
                "No expected schema"),
        MOVED_COLUMN("moved_column", chain -> chain, "No expected schema"),
        EXPECTED_SCHEMA("leftover_sequence", chain -> chain.skip("b2"), "on the list of those to skip");

        private final String folder;
        private final UnaryOperator<ChainSettings> change;
        private final String reason;

        Remedy(String folder, UnaryOperator<ChainSettings> change, String reason) {
            this.folder = folder;
            this.change = change;
            this.reason = reason;
        }

        private ChainSettings chain() {
            return change.apply(ChainSettings.defaults().locations("classpath:dev/reflux/junit/faulty/" + folder));
        }

        private Map<String, String> irreversible() {
            return this == SETTING ? Map.of("b2", "the notes were wrong") : Map.of();
        }

        private List<Exemption> exemptions() {
            return this == EXEMPTION
                    ? List.of(new Exemption("c3", CheckNames.ROWS, "notes are gone for good"))
                    : List.of();
        }

        private Optional<String> expectedSchema() {
            return this == EXPECTED_SCHEMA
                    ? Optional.of("src/test/resources/dev/reflux/junit/faulty/leftover_sequence/schema.txt")
                    : Optional.empty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSaidIsHeardByEveryCheck(Remedy remedy, TestDatabase database) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .configurationParameter(REMEDY, remedy.name().toLowerCase(Locale.ROOT))
                .configurationParameter("reflux.test.url", database.url())
                .selectors(selectClass(RemediedChain.class))
                .execute()
                .testEvents();

        assertThat(messages(tests.failed())).isEmpty();
        assertThat(messages(tests.aborted()))
                .anySatisfy(message -> assertThat(message).contains(remedy.reason));
        assertThat(tests.succeeded().count()).isGreaterThan(6);
    }

    private static List<String> messages(Events events) {
        return events.stream().map(RemediesIntegrationTests::message).toList();
    }

    private static String message(Event event) {
        return event.getTestDescriptor().getDisplayName() + ": "
                + event.getPayload(TestExecutionResult.class)
                        .flatMap(TestExecutionResult::getThrowable)
                        .orElseThrow()
                        .getMessage();
    }

    @ExtendWith(ChosenRemedy.class)
    static final class RemediedChain implements MigrationChecks {

        private final Remedy remedy;

        RemediedChain(Remedy remedy) {
            this.remedy = remedy;
        }

        @Override
        public ChainSettings chainSettings() {
            return remedy.chain();
        }

        @Override
        public Map<String, String> irreversible() {
            return remedy.irreversible();
        }

        @Override
        public List<Exemption> exemptions() {
            return remedy.exemptions();
        }

        @Override
        public Optional<String> expectedSchema() {
            return remedy.expectedSchema();
        }
    }

    private static final class ChosenRemedy implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Remedy.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Remedy.valueOf(
                    context.getConfigurationParameter(REMEDY).orElseThrow().toUpperCase(Locale.ROOT));
        }
    }
}
