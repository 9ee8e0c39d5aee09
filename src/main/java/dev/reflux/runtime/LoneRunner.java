package dev.reflux.runtime;

import dev.reflux.dialect.LoneOutcome;
import dev.reflux.dialect.LoneStatements;
import dev.reflux.engine.StatementResult;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.CancelledException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InterruptedRevisionException;
import dev.reflux.error.RefluxException;
import dev.reflux.script.ScriptStatement;
import dev.reflux.sql.StatementKind;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs statements that stand outside any transaction, each after a record of its intent, and decides by the catalog what
 * became of one whose end nobody has heard of.
 */
final class LoneRunner {

    private static final Logger log = LoggerFactory.getLogger(LoneRunner.class);

    /** Anywhere in a word too, since other languages have names of their own: {@code spi_commit}, {@code plpy.commit}. */
    private static final Pattern COMMITS = Pattern.compile("CALL|COMMIT|ROLLBACK", Pattern.CASE_INSENSITIVE);

    private final SyncConnection connection;
    private final OnlineSession session;
    private final LoneStatements lone;
    private final MessageBuffer buffer;
    private final ProgressKeeper keeper;

    LoneRunner(SyncConnection connection, OnlineSession session, MessageBuffer buffer, ProgressKeeper keeper) {
        this.connection = connection;
        this.session = session;
        this.lone = session.lone();
        this.buffer = buffer;
        this.keeper = keeper;
    }

    /** Runs a statement, with no transaction open. */
    void run(ScriptStatement statement, StepInProgress step) {
        buffer.flush();
        Intent intent = intent(statement, step);
        if (session.keepsHistory()) {
            keeper.commitIntent(step, intent);
        } else {
            buffer.addGuard(session.lock());
            buffer.flush();
        }
        try {
            buffer.add(session.forDriver(statement), statement, step.revision());
            buffer.flush();
        } catch (RefluxException e) {
            settleFailure(intent, statement, step, e);
            throw e;
        }
        step.begun(statement);
        if (session.keepsHistory()) {
            keeper.commit(step);
        }
    }

    private Intent intent(ScriptStatement statement, StepInProgress step) {
        List<StatementResult> results = ask(lone.before(statement.text()), statement, step);
        return new Intent(session.tokensHash(statement), lone.facts(statement.text(), results));
    }

    private List<StatementResult> ask(
            List<String> questions, @Nullable ScriptStatement statement, StepInProgress step) {
        try {
            return questions.isEmpty() ? List.of() : connection.query(questions);
        } catch (DatabaseException e) {
            throw e.at(step.place(statement));
        }
    }

    /** Best effort: where it does not succeed the intent stands, and the next run decides. */
    private void settleFailure(Intent intent, ScriptStatement statement, StepInProgress step, RefluxException failure) {
        boolean refused = failure instanceof DatabaseException || failure.getCause() instanceof DatabaseException;
        boolean cancelled = failure instanceof CancelledException;
        try {
            if (refused && (lone.isAtomic(intent.facts()) || isAtomicBlock(statement))) {
                keeper.takeBack(step);
            } else if (refused && !cancelled) {
                cleanUp(intent, statement, step);
            }
        } catch (RefluxException e) {
            log.debug("What the failed statement left behind could not be removed; the next run will do it", e);
            failure.addSuppressed(e);
        }
    }

    /** Whether a statement, outside a transaction, may commit part of its work before it fails. */
    static boolean mayCommit(ScriptStatement statement) {
        return statement.traits().kind() == StatementKind.SELF_COMMITTING && mayHaveCommitted(statement.text());
    }

    /** A {@code DO} that speaks of no {@code CALL} or {@code COMMIT}. */
    private static boolean isAtomicBlock(ScriptStatement statement) {
        return statement.traits().kind() == StatementKind.SELF_COMMITTING && !mayCommit(statement);
    }

    /** A {@code CALL}, or a {@code DO} that speaks of it, may have committed part of its work before it failed. */
    static boolean mayHaveCommitted(String statement) {
        return COMMITS.matcher(statement).find();
    }

    /** Within bounds: whoever waits for the error should not wait for other sessions' locks. */
    private void cleanUp(Intent intent, ScriptStatement statement, StepInProgress step) {
        connection.execute(lone.bounds());
        LoneOutcome outcome = outcome(intent, statement, step);
        if (outcome instanceof LoneOutcome.NotDone notDone) {
            notDone.cleanUp().forEach(connection::execute);
            warn(notDone, step);
            keeper.takeBack(step);
        } else if (outcome instanceof LoneOutcome.Unknown unknown && session.keepsHistory()) {
            step.cannotBeDecided(undecidable(unknown, step.statements() + 1, statement, step));
        }
    }

    private InterruptedRevisionException undecidable(
            LoneOutcome.Unknown unknown, int number, ScriptStatement statement, StepInProgress step) {
        return HalfWayFailures.undecidable(
                step.step(), number, session.outline(statement), unknown.reason(), step.place(statement));
    }

    private LoneOutcome outcome(Intent intent, @Nullable ScriptStatement statement, StepInProgress step) {
        String known = statement != null && isOf(intent, statement) ? statement.text() : null;
        List<String> questions = lone.after(intent.facts(), known);
        return lone.outcome(intent.facts(), ask(questions, statement, step));
    }

    private boolean isOf(Intent intent, ScriptStatement statement) {
        return intent.hash().equals(session.tokensHash(statement));
    }

    /**
     * Decides, with no transaction open, what became of the statement that an earlier run had sent last.
     *
     * @param statement what the file has in its place now; null: nothing
     * @return whether that is still to be run
     * @throws dev.reflux.error.InterruptedRevisionException when it cannot be decided
     */
    boolean settle(@Nullable ScriptStatement statement, StepInProgress step) {
        step.requireAllPassedOver();
        Intent intent = Objects.requireNonNull(step.intent(), "intent");
        LoneOutcome outcome = outcome(intent, statement, step);
        ScriptStatement same = statement != null && isOf(intent, statement) ? statement : null;
        if (outcome instanceof LoneOutcome.Done done) {
            send(done.completion(), statement, step);
            if (same == null) {
                throw HalfWayFailures.doneButChanged(step.step(), step.place(statement));
            }
            step.begun(same);
        } else if (outcome instanceof LoneOutcome.NotDone notDone) {
            send(notDone.cleanUp(), statement, step);
            warn(notDone, step);
        } else if (outcome instanceof LoneOutcome.Unknown unknown && same != null) {
            throw undecidable(unknown, step.step().statementsBegun(), same, step);
        }
        tell(outcome, step);
        keeper.commit(step);
        return !(outcome instanceof LoneOutcome.Done);
    }

    private void send(List<String> statements, @Nullable ScriptStatement statement, StepInProgress step) {
        for (String each : statements) {
            log.info("Revision {} was left half-way: {}", step.revision(), each);
            try {
                connection.execute(each);
            } catch (DatabaseException e) {
                throw e.at(step.place(statement));
            }
        }
    }

    private static void warn(LoneOutcome.NotDone outcome, StepInProgress step) {
        for (String each : outcome.forbidden()) {
            log.warn(
                    "Revision {} was left half-way: what this would remove is in nobody's way, and the role of this run may"
                            + " not do it; have it done by one that may, a superuser for example: {}",
                    step.revision(),
                    each);
        }
    }

    private static void tell(LoneOutcome outcome, StepInProgress step) {
        String what = outcome instanceof LoneOutcome.Done
                ? "took effect and is passed over"
                : outcome instanceof LoneOutcome.NotDone
                        ? "is to be run again"
                        : "has been replaced in the file, so that nobody asks what became of it";
        int number = step.step().statementsBegun();
        log.info("Revision {} was left half-way: its statement {} {}.", step.revision(), number, what);
    }
}
