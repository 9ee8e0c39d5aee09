package dev.reflux.junit;

import dev.reflux.dialect.CatalogFact;
import dev.reflux.dialect.CatalogStatements;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads fingerprints over one connection, and leaves that as it was, even where it fails.
 *
 * @param connection outside a transaction or inside
 * @param statements of the database's dialect
 */
record CatalogReader(Connection connection, CatalogStatements statements) {

    Mono<CatalogFingerprint> readWithSequenceValues() {
        return Mono.defer(() -> rows(statements.facts())
                .zipWith(Mono.defer(() -> rows(statements.sequenceValues())), CatalogFingerprint::new));
    }

    /** Prepares {@link #readPrepared} for the rest of the session. */
    Mono<Void> prepare() {
        return Mono.defer(() -> rows(statements.prepareFacts())).then();
    }

    /** Without the values of sequences; fails where the session has not prepared it, or has forgotten it. */
    Mono<CatalogFingerprint> readPrepared() {
        return Mono.defer(() -> rows(statements.preparedFacts()))
                .map(facts -> new CatalogFingerprint(facts, List.of()));
    }

    private Mono<List<CatalogFact>> rows(String query) {
        boolean inTransaction = !connection.isAutoCommit();
        String end = message(statements.end(inTransaction));
        String whole = message(statements.begin(inTransaction)) + message(List.of(query)) + end;
        return Flux.from(connection.createStatement(whole).execute())
                .concatMap(result -> result.map((row, metadata) -> fact(row)))
                .collectList()
                .onErrorResume(e ->
                        PlainRow.of(connection, end).then().onErrorComplete().then(Mono.error(e)));
    }

    private static String message(List<String> statements) {
        return statements.stream().map(each -> each + ";\n").collect(Collectors.joining());
    }

    private static CatalogFact fact(Row row) {
        return new CatalogFact(row.get(0, String.class), text(row, 1), text(row, 2));
    }

    private static String text(Row row, int column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
