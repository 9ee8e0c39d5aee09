package dev.reflux.runtime;

import dev.reflux.config.RefluxConfig;
import dev.reflux.config.TransactionMode;
import dev.reflux.dialect.BlockingSession;
import dev.reflux.dialect.Contention;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.RefluxException;
import dev.reflux.error.VisibleText;
import dev.reflux.script.RevisionTimeouts;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.StatementCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A failure that others have caused, and its words.
 *
 * @param kind what kind of contention it was
 * @param refused what the database said
 * @param error what the run failed with: the same, or an error of an author's code around it
 * @param sessions those in the way, the likeliest first
 * @param config tells limits, and what is secret
 * @param lexis how the database reads statements
 */
record Roadblock(
        Contention kind,
        DatabaseException refused,
        RefluxException error,
        List<BlockingSession> sessions,
        RefluxConfig config,
        SqlLexis lexis) {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Copies the sessions. */
    Roadblock {
        sessions = List.copyOf(sessions);
    }

    Roadblock with(List<BlockingSession> found) {
        return new Roadblock(kind, refused, error, found, config, lexis);
    }

    /** What happened, in one line and without a full stop. */
    String summary() {
        String text = VisibleText.of(String.valueOf(error.getMessage()));
        int end = text.indexOf('\n');
        return end < 0 ? text.replaceFirst("\\.$", "") : text.substring(0, end);
    }

    /** Who is in the way, in one line. */
    String inTheWay() {
        if (sessions.isEmpty()) {
            return "No other session is seen that holds a lock on what the statement names.";
        }
        return sessions.stream().map(this::described).collect(Collectors.joining("; ", "In the way: ", "."));
    }

    private String described(BlockingSession session) {
        List<String> facts = new ArrayList<>();
        add(facts, "user ", session.user());
        add(facts, "application ", session.application());
        add(facts, "host ", session.client());
        add(facts, "", session.state());
        add(facts, "", session.held());
        add(facts, "transaction for ", text(session.transactionAge()));
        add(facts, "query for ", text(session.queryAge()));
        String name = session.pid() == null
                ? "prepared transaction " + oneLine(String.valueOf(session.prepared()))
                : "pid " + session.pid();
        String query = session.query();
        return name + " (" + String.join(", ", facts) + ")"
                + (query == null || query.isBlank() ? "" : " with: " + shown(query));
    }

    private static void add(List<String> facts, String title, @Nullable String value) {
        if (value != null) {
            facts.add(title + oneLine(value));
        }
    }

    /** What is in quotes are data of customers, or a password; so may be what is in comments. */
    private String shown(String query) {
        return oneLine(StatementCursor.of(config.mask(query), lexis).outlineOfOthers());
    }

    private static String oneLine(String text) {
        return VisibleText.of(BLANKS.matcher(text).replaceAll(" ").strip());
    }

    /**
     * The error that ends the run.
     *
     * @param timeouts those of the revision
     * @param retries how often the transaction was tried again
     * @param notAgain why it must not be tried again, in sentences; null where it may
     */
    RefluxException failure(RevisionTimeouts timeouts, int retries, @Nullable String notAgain) {
        String sentences = sentences(timeouts, advice(retries, notAgain));
        if (error == refused) {
            return refused.explained(sentences);
        }
        return error instanceof InvalidRevisionFileException wrapping ? wrapping.explained(sentences) : error;
    }

    private String sentences(RevisionTimeouts timeouts, String advice) {
        return switch (kind) {
            case LOCK_TIMEOUT ->
                limit(
                                "lock_timeout",
                                timeouts.lock(),
                                "timeouts.lock",
                                config.timeouts().lock()) + " " + inTheWay() + "\n" + advice;
            case DEADLOCK, SERIALIZATION_FAILURE -> inTheWay() + "\n" + advice;
            case STATEMENT_TIMEOUT -> timeLimit(timeouts);
            case CANCELLED_BY_OTHERS ->
                "Another session cancelled the statement; it was not the time limit of this run.";
            case ENDED_EARLY ->
                "Its time was up, or another session cancelled it: the server says which, in its own language. "
                        + timeLimit(timeouts);
            case LOCK_TABLE_FULL -> smallerTransactions();
        };
    }

    private String timeLimit(RevisionTimeouts timeouts) {
        Duration configured = config.timeouts().statement();
        return limit("statement_timeout", timeouts.statement(), "timeouts.statement", configured)
                + " Raise it for this revision, by statement_timeout in its header, or divide the statement.";
    }

    /** Which of the limits it was, as far as it is ours. */
    private static String limit(String setting, @Nullable Duration own, String key, Duration configured) {
        if (own != null && !own.isZero()) {
            return "The limit was " + setting + " of the revision's header, " + text(own) + ".";
        }
        if (own == null && !configured.isZero()) {
            return "The limit was " + key + " of the configuration, " + text(configured) + ".";
        }
        return "The limit was not Reflux's: look at " + setting
                + " of the server, of the role, and in the revision itself.";
    }

    private String smallerTransactions() {
        boolean many = config.transaction() == null || config.transaction() == TransactionMode.RUN;
        return "What a transaction creates, drops or locks stays locked until it ends, and the server has no room for more"
                + " locks. " + (many ? "Set transaction: revision; or divide" : "Divide")
                + " the revision into several, or by an autocommit part; or raise the setting that the hint names.";
    }

    private String advice(int retries, @Nullable String notAgain) {
        String tried = retries == 0 ? "" : "It was tried " + (retries + 1) + " times. ";
        if (notAgain != null) {
            String end = sessions.isEmpty()
                    ? ""
                    : " What is in the way is ended by " + sessions.get(0).ending() + ".";
            return tried + notAgain + end;
        }
        String again = config.retry().max() == 0
                ? "Set retry.max, so that the transaction is tried again by itself, or run the command again"
                : "Run the command again, or raise retry.max";
        String ending = sessions.isEmpty()
                ? ""
                : "; or end what is in the way: " + sessions.get(0).ending();
        return tried + again + ending + ".";
    }

    private static @Nullable String text(@Nullable Duration age) {
        if (age == null) {
            return null;
        }
        if (age.toMillis() < 10_000) {
            return age.toMillis() % 1000 == 0 && !age.isZero() ? age.toSeconds() + " s" : age.toMillis() + " ms";
        }
        return age.toMinutes() < 2 ? age.toSeconds() + " s" : age.toMinutes() + " min";
    }
}
