package dev.reflux.runtime;

import dev.reflux.config.RefluxConfig;
import dev.reflux.dialect.Contention;
import dev.reflux.dialect.TrafficStatements;
import dev.reflux.engine.StatementResult;
import dev.reflux.engine.SyncConnection;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.RefluxException;
import dev.reflux.sql.SqlLexis;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells failures that others have caused from all other failures, and looks who those others are. */
record Roadblocks(SyncConnection connection, TrafficStatements traffic, RefluxConfig config, SqlLexis lexis) {

    private static final Logger log = LoggerFactory.getLogger(Roadblocks.class);

    /** What a failure ran into, maybe wrapped by an author's code; null for a failure of another kind. */
    @Nullable
    Roadblock of(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CancelledException || each instanceof ConnectionFailedException) {
                return null;
            }
            if (each instanceof DatabaseException refused) {
                DatabaseException.Failure said = refused.failure();
                Contention kind = traffic.contention(said.sqlState(), said.primary(), said.hint());
                return kind == null
                        ? null
                        : new Roadblock(kind, refused, outermost(failure, refused), List.of(), config, lexis);
            }
        }
        return null;
    }

    private static RefluxException outermost(Throwable failure, DatabaseException refused) {
        return failure instanceof RefluxException known ? known : refused;
    }

    /**
     * The same with the sessions in the way, as far as they can be told; a look that fails costs no more than time. The
     * connection is in no transaction.
     */
    Roadblock look(Roadblock met) {
        String statement = met.refused().failure().statement();
        if (!met.kind().isPassing() || statement == null) {
            return met;
        }
        List<String> question = traffic.blockers(statement);
        if (question.isEmpty()) {
            return met;
        }
        try {
            List<StatementResult> results = connection.query(question);
            return met.with(
                    traffic.decodeBlockers(results.get(results.size() - 1).rows()));
        } catch (DatabaseException e) {
            log.debug("Who is in the way could not be told", e);
            return met;
        }
    }
}
