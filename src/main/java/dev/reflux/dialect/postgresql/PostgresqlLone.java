package dev.reflux.dialect.postgresql;

import dev.reflux.dialect.LoneOutcome;
import dev.reflux.dialect.LoneStatements;
import dev.reflux.engine.ResultRow;
import dev.reflux.engine.StatementResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that cannot run in a transaction block, or may commit by themselves. */
final class PostgresqlLone implements LoneStatements {

    private static final String NOTHING = "{}";

    @Override
    public List<String> before(String statement) {
        LoneCommand command = LoneCommand.parse(statement);
        return switch (command.kind()) {
            case CREATE_INDEX -> List.of(LoneIndexes.beforeCreate(command));
            case DROP_INDEX -> List.of(LoneIndexes.beforeDrop(command));
            case REINDEX -> List.of(LoneIndexes.beforeReindex(command));
            case DETACH_PARTITION -> List.of(LoneObjects.beforeDetach(command));
            case CREATE_DATABASE,
                    DROP_DATABASE,
                    CREATE_TABLESPACE,
                    DROP_TABLESPACE,
                    CREATE_SUBSCRIPTION,
                    DROP_SUBSCRIPTION,
                    END_PREPARED -> List.of(LoneObjects.before(command));
            case REPEATABLE, WITHOUT_EFFECT, ALTER_SUBSCRIPTION, PROCEDURE, OTHER -> List.of();
        };
    }

    @Override
    public String facts(String statement, List<StatementResult> results) {
        LoneKind kind = LoneCommand.parse(statement).kind();
        if (results.isEmpty()) {
            return facts(kind, NOTHING);
        }
        List<ResultRow> rows = results.get(0).rows();
        return rows.isEmpty()
                ? facts(LoneKind.WITHOUT_EFFECT, NOTHING)
                : facts(kind, rows.get(0).require("facts", String.class));
    }

    private static String facts(LoneKind kind, String json) {
        return kind.word() + ' ' + json;
    }

    /** What is done concurrently takes several transactions; a procedure may commit by itself. */
    @Override
    public boolean isAtomic(String facts) {
        return switch (LoneKind.of(facts)) {
            case CREATE_INDEX, DROP_INDEX, REINDEX, DETACH_PARTITION, PROCEDURE, OTHER -> false;
            default -> true;
        };
    }

    @Override
    public List<String> after(String facts, @Nullable String statement) {
        LoneKind kind = LoneKind.of(facts);
        String json = facts.substring(facts.indexOf(' ') + 1);
        return switch (kind) {
            case CREATE_INDEX -> LoneIndexes.afterCreate(json, statement == null ? null : LoneCommand.parse(statement));
            case DROP_INDEX -> LoneIndexes.afterDrop(json);
            case REINDEX -> LoneIndexes.afterReindex(json);
            case DETACH_PARTITION -> LoneObjects.afterDetach(json);
            case CREATE_DATABASE,
                    DROP_DATABASE,
                    CREATE_TABLESPACE,
                    DROP_TABLESPACE,
                    CREATE_SUBSCRIPTION,
                    DROP_SUBSCRIPTION,
                    END_PREPARED -> LoneObjects.after(kind, json);
            case REPEATABLE, WITHOUT_EFFECT, ALTER_SUBSCRIPTION, PROCEDURE, OTHER -> List.of();
        };
    }

    @Override
    public LoneOutcome outcome(String facts, List<StatementResult> results) {
        if (!results.isEmpty()) {
            return LoneAnswer.decode(results.get(results.size() - 1).rows().get(0));
        }
        return switch (LoneKind.of(facts)) {
            case REPEATABLE, WITHOUT_EFFECT -> new LoneOutcome.NotDone(List.of(), List.of());
            case PROCEDURE ->
                new LoneOutcome.Unknown(
                        "It may have committed all of its work, a part, or none: look at what it was to write");
            case ALTER_SUBSCRIPTION ->
                new LoneOutcome.Unknown(
                        "Look at subpublications in pg_subscription, and at the tables in pg_subscription_rel");
            default ->
                new LoneOutcome.Unknown("The catalog cannot be asked about such a statement: look at what it makes");
        };
    }

    /** Long enough for an index that nobody uses, and short beside the locks that other sessions hold. */
    @Override
    public List<String> bounds() {
        return List.of("SET lock_timeout = '3s'", "SET statement_timeout = '10s'");
    }
}
