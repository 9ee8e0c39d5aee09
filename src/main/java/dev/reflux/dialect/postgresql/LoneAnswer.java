package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.PostgresqlText.literal;

import dev.reflux.dialect.LoneOutcome;
import dev.reflux.engine.ResultRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one row in which the catalog answers whether a statement took effect. */
final class LoneAnswer {

    private static final String NONE = "'{}'::text[]";

    private LoneAnswer() {}

    /**
     * A query for the row.
     *
     * @param state an expression for the state; facts are at hand as {@code j}
     * @param statements an array of statements that finish or clean up
     */
    static String of(String state, String statements, String facts) {
        return of(state, statements, NONE, facts);
    }

    /**
     * A query for the row.
     *
     * @param forbidden an array of statements that would clean up, too, which this role may not run
     */
    static String of(String state, String statements, String forbidden, String facts) {
        return "SELECT " + state + " AS state, " + statements + " AS statements, " + forbidden
                + " AS forbidden, NULL::text AS subject, NULL::text AS detail FROM (SELECT " + literal(facts)
                + "::jsonb AS j) f";
    }

    /** The query for a row that a block has left in a setting. */
    static String fromSetting() {
        return "SELECT j->>'state' AS state,"
                + " ARRAY(SELECT pg_catalog.jsonb_array_elements_text(coalesce(j->'statements', '[]'))) AS statements, "
                + NONE + " AS forbidden, j->>'subject' AS subject, j->>'detail' AS detail"
                + " FROM (SELECT pg_catalog.current_setting('reflux.lone')::jsonb AS j) f";
    }

    static LoneOutcome decode(ResultRow row) {
        List<String> statements = List.of(row.require("statements", String[].class));
        String state = row.require("state", String.class);
        return switch (state) {
            case "done" -> new LoneOutcome.Done(statements);
            case "undone" -> new LoneOutcome.NotDone(statements, List.of(row.require("forbidden", String[].class)));
            default ->
                new LoneOutcome.Unknown(
                        reason(state, row.require("subject", String.class), row.get("detail", String.class)));
        };
    }

    private static String reason(String state, String subject, @Nullable String detail) {
        return switch (state) {
            case "building" ->
                "The session with pid " + detail + " is building the index " + subject
                        + ": wait until it has ended, and run the command again";
            case "unnamed" ->
                "Any of these indexes may be of it: " + subject
                        + (detail == null ? ", which are invalid" : " (" + detail + ")")
                        + "; with a name in the statement it could be told";
            default ->
                detail == null
                        ? "There is now something else of the name " + subject + ", which is no index"
                        : "There is now another index of the name " + subject + ": " + detail;
        };
    }
}
