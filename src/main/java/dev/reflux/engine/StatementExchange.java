package dev.reflux.engine;

import dev.reflux.engine.DriverSupport.ServerMessage;
import dev.reflux.error.InternalException;
import dev.reflux.error.UsageException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Sends statements and collects what comes back; its publishers never block. */
final class StatementExchange {

    private static final Set<String> ERRORS = Set.of("ERROR", "FATAL", "PANIC");

    private static final Logger log = LoggerFactory.getLogger("dev.reflux.database");

    private final Bridge bridge;
    private final DriverErrors errors;

    StatementExchange(Bridge bridge, DriverErrors errors) {
        this.bridge = bridge;
        this.errors = errors;
    }

    Mono<List<StatementResult>> run(List<String> statements, boolean keepRows) {
        SentText sent = new SentText(statements);
        List<StatementResult> completed = new ArrayList<>();
        return Flux.defer(() -> bridge.connection().createStatement(sent.text()).execute())
                .concatMap(result -> collect(result, keepRows))
                .doOnNext(completed::add)
                .then(Mono.fromSupplier(() -> onePerStatement(completed, sent)))
                .onErrorMap(error -> errors.onStatements(error, sent, completed.size()));
    }

    /** The driver may signal an empty result more, after the last of several statements. */
    private static List<StatementResult> onePerStatement(List<StatementResult> results, SentText sent) {
        int expected = sent.statements().size();
        if (results.size() < expected) {
            throw new InternalException("The driver gave " + results.size() + " results for " + expected
                    + " statements, so it is not known which belongs to which.");
        }
        return List.copyOf(results.subList(0, expected));
    }

    private Mono<StatementResult> collect(Result result, boolean keepRows) {
        List<ResultRow> rows = new ArrayList<>();
        long[] updated = {0};
        return Flux.from(result.flatMap(segment -> {
                    if (segment instanceof Result.RowSegment row && keepRows) {
                        rows.add(copy(row.row()));
                    } else if (segment instanceof Result.UpdateCount count) {
                        updated[0] += count.value();
                    } else if (segment instanceof Result.Message message) {
                        return notice(message.exception());
                    }
                    return Mono.empty();
                }))
                .then(Mono.fromSupplier(() -> new StatementResult(rows, updated[0])));
    }

    /** Errors arrive as messages too; the server's notices have a severity below ERROR. */
    private Mono<Void> notice(R2dbcException message) {
        ServerMessage said = errors.notice(message).orElse(null);
        if (said == null || isError(said)) {
            return Mono.error(message);
        }
        if (said.severity().equals("WARNING")) {
            log.warn("{}", said.text());
        } else {
            log.info("{}: {}", said.severity(), said.text());
        }
        return Mono.empty();
    }

    private static boolean isError(ServerMessage said) {
        return ERRORS.contains(said.severity());
    }

    private static ResultRow copy(Row row) {
        RowMetadata metadata = row.getMetadata();
        List<String> columns = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < metadata.getColumnMetadatas().size(); i++) {
            columns.add(metadata.getColumnMetadata(i).getName());
            values.add(row.get(i));
        }
        return new ResultRow(columns, values);
    }

    Mono<Long> copyIn(String statement, Reader data) {
        DriverSupport.Session session = bridge.driver()
                .orElseThrow(() -> new UsageException("COPY … FROM STDIN needs the r2dbc-postgresql driver."));
        return session.copyIn(statement, TextChunks.of(data).subscribeOn(Schedulers.boundedElastic()))
                .onErrorMap(error -> errors.onStatements(error, new SentText(List.of(statement)), 0));
    }
}
