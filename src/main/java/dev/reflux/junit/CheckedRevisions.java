package dev.reflux.junit;

import dev.reflux.error.IrreversibleRevisionException;
import dev.reflux.error.RefluxException;
import dev.reflux.junit.OfflineScript.Section;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationRequest;
import dev.reflux.runtime.MigrationRequest.Command;
import dev.reflux.script.source.ScriptText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The revisions of a {@link MigrationChecks} class: all that is known of them without a database. Safe to share.
 */
final class CheckedRevisions {

    private static final Pattern REASON = Pattern.compile("(?im)^\\s*(?:--|#|//|/?\\*+)\\s*irreversible:\\s*(\\S.*)$");

    private final TestedChain chain;
    private final ChainRunner runner;
    private final boolean hasRows;
    private final Map<String, String> declaredIrreversible;
    private final List<Exemption> exemptions;
    private final RevisionOrders orders;
    private final Map<String, Optional<RefluxException>> irreversible = new ConcurrentHashMap<>();
    private @Nullable Scripted script;

    /** Reads nothing but what the chain has read. */
    CheckedRevisions(MigrationChecks checks, TestedChain chain, boolean hasRows) {
        this.chain = chain;
        this.runner = chain.runner();
        this.hasRows = hasRows;
        this.declaredIrreversible = Map.copyOf(checks.irreversible());
        this.exemptions = checks.exemptions().stream()
                .map(each -> each.of(runner.id(each.revision())))
                .toList();
        this.orders = new RevisionOrders(graph());
    }

    /**
     * The script of an upgrade.
     *
     * @param script what it says
     * @param statements how many statements of each revision there are in it
     */
    record Scripted(OfflineScript script, Map<String, Integer> statements) {}

    RevisionGraph graph() {
        return runner.scripts().graph();
    }

    RevisionOrders orders() {
        return orders;
    }

    /** As the name of a test. */
    String title(String revision) {
        String message = graph().node(revision).message();
        return revision + (message == null || message.isBlank() ? "" : " " + message);
    }

    /** At the beginning of a sentence. */
    String named(String revision) {
        return graph().contains(revision) ? "Revision " + revision + " (" + orders.file(revision) + ")" : "A revision";
    }

    AssertionFailedError failed(String revision, String what, RuntimeException failure) {
        return new AssertionFailedError(named(revision) + " " + what + ".\n" + failure.getMessage(), failure);
    }

    AssertionFailedError finding(String revision, String what, Object difference) {
        return new AssertionFailedError(named(revision) + " " + what + ":\n" + difference);
    }

    boolean skips(String revision) {
        return chain.isSkipped(revision);
    }

    /** Whether a revision is run, and no rows are inserted before it or at it. */
    boolean isPlain(String revision) {
        return chain.isPlain(revision);
    }

    /** Whether rows are inserted just after a revision. */
    boolean insertsAt(String revision) {
        return !chain.rows(revision, false).isEmpty();
    }

    boolean hasRows() {
        return hasRows;
    }

    /** Why a revision has no way down, as its file or its project says. */
    Optional<String> reasonOfNoDowngrade(String revision) {
        String declared = declaredIrreversible.get(revision);
        if (declared != null) {
            return Optional.of(declared);
        }
        Matcher comment = REASON.matcher(
                ScriptText.whole(runner.scripts().script(revision).source()).upgrade());
        return comment.find() ? Optional.of(comment.group(1).strip()) : Optional.empty();
    }

    /** Runs a check of one revision; where that is exempt from it, what the check finds aborts it and does not fail it. */
    void requireUnlessExempt(String revision, String check, Runnable requirement) {
        try {
            requirement.run();
        } catch (AssertionFailedError e) {
            throw exemptions.stream()
                    .filter(Exemption.about(revision, check))
                    .findFirst()
                    .<RuntimeException>map(exempt -> new TestAbortedException(
                            "Revision " + revision + " is exempt: " + exempt.reason() + "\n" + e.getMessage(), e))
                    .orElseThrow(() -> e);
        }
    }

    /** Why a downgrade of a revision is refused; found out by planning one. */
    Optional<RefluxException> irreversible(String revision) {
        return irreversible.computeIfAbsent(revision, this::plannedDowngrade);
    }

    private Optional<RefluxException> plannedDowngrade(String revision) {
        List<String> applied = orders.upTo(revision);
        MigrationRequest request = new MigrationRequest(
                Command.DOWNGRADE,
                List.of(runner.below(revision)),
                true,
                false,
                orders.heads(applied),
                false,
                null,
                null);
        try {
            runner.plan(request).block();
            return Optional.empty();
        } catch (IrreversibleRevisionException e) {
            return Optional.of(e);
        }
    }

    /** Why a revision is not to be taken down, as a sentence; empty where it is. */
    Optional<String> whyNotDown(String revision) {
        if (chain.isKept(revision)) {
            return Optional.of("Revision " + revision + " is at or below the minimum of downgrades.");
        }
        return irreversible(revision).map(refused -> reasonOfNoDowngrade(revision)
                .map(reason -> "Revision " + revision + " has no way down: " + reason)
                .orElse("Revision " + revision + " has no way down, as another check tells."));
    }

    /** How many revisions of the usual order there are up to the last one that is not to be run. */
    int upToLastSkipped() {
        List<String> usual = orders.usual();
        for (int i = usual.size(); i > 0; i--) {
            if (skips(usual.get(i - 1))) {
                return i;
            }
        }
        return 0;
    }

    /** The script of an upgrade from {@link #upToLastSkipped} on. */
    synchronized Scripted script() {
        Scripted found = script;
        if (found == null) {
            MigrationRequest request = new MigrationRequest(
                    Command.UPGRADE,
                    List.of("heads"),
                    false,
                    false,
                    orders.heads(orders.usual().subList(0, upToLastSkipped())),
                    true,
                    null,
                    null);
            MigrationReport report =
                    Objects.requireNonNull(runner.script(request, hasRows()).block());
            Map<String, Integer> statements = new LinkedHashMap<>();
            report.steps().forEach(step -> statements.put(step.revision(), Objects.requireNonNull(step.statements())));
            found = new Scripted(
                    OfflineScript.read(Objects.requireNonNull(report.script()), runner.dialect()), statements);
            script = found;
        }
        return found;
    }

    /** Where the session of an upgrade by one revision is ended. */
    KillPoints killPoints(String revision) {
        return new KillPoints(runner, revision, section(revision));
    }

    /** The part of the script that is about a revision; empty where there is no script. */
    private Optional<Section> section(String revision) {
        try {
            return script().script().section(revision);
        } catch (RefluxException e) {
            return Optional.empty();
        }
    }

    /** The target of a downgrade that takes back a revision which is a current head, and nothing else. */
    String below(String revision) {
        return runner.below(revision);
    }
}
