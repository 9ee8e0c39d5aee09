package dev.reflux.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.ChunkedUpdate;
import org.junit.jupiter.api.Test;

class PostgresqlChunksTests {

    private static final PostgresqlChunks ALL =
            new PostgresqlChunks(ChunkedUpdate.of("account", "id").set("n = 0").build());

    private static final PostgresqlChunks SOME = new PostgresqlChunks(ChunkedUpdate.of("Account", "order")
            .schema("shop")
            .size(100)
            .set("n = 0")
            .where("n > 0 -- left")
            .build());

    @Test
    void theWholeIsOneStatement() {
        assertThat(ALL.whole()).isEqualTo("UPDATE account SET n = 0");
        assertThat(SOME.whole()).isEqualTo("UPDATE shop.\"Account\" SET n = 0 WHERE n > 0 -- left\n");
    }

    @Test
    void rangesEndWhereTheTableSays() {
        assertThat(ALL.end(null))
                .isEqualTo("SELECT walked.id::text AS key FROM account AS walked WHERE walked.id IS NOT NULL"
                        + " ORDER BY walked.id OFFSET 9999 LIMIT 1");
        assertThat(SOME.end("a'b"))
                .isEqualTo("SELECT walked.\"order\"::text AS key FROM shop.\"Account\" AS walked"
                        + " WHERE walked.\"order\" IS NOT NULL AND walked.\"order\" > 'a''b'"
                        + " AND walked.\"order\"::text <> 'a''b' ORDER BY walked.\"order\" OFFSET 99 LIMIT 1");
    }

    @Test
    void aRangeIsUpdatedAndCounted() {
        assertThat(ALL.update("1", "5"))
                .isEqualTo("WITH changed AS (UPDATE account SET n = 0 WHERE id > '1' AND id <= '5' AND true"
                        + " RETURNING true AS again, (id <= '5') IS NOT TRUE AS moved)"
                        + " SELECT count(*) AS changed, count(*) FILTER (WHERE again) AS again,"
                        + " count(*) FILTER (WHERE moved) AS moved FROM changed");
        assertThat(SOME.update(null, "5"))
                .contains(
                        "SET n = 0 WHERE \"order\" <= '5' AND (n > 0 -- left\n) RETURNING (n > 0 -- left\n) AS again");
    }

    @Test
    void rowsWithoutKeyBelongToTheLastRange() {
        assertThat(ALL.update("5", null)).contains("WHERE (id > '5' OR id IS NULL) AND true", "false AS moved");
        assertThat(ALL.update(null, null)).contains("WHERE true AND true");
    }

    @Test
    void whatAuthorsWriteStaysInItsPlace() {
        assertInvalid(update().set("n = 0").where("n > 0) OR (n < 0"), "where has a \")\" that closes nothing.");
        assertInvalid(update().set("n = 0; DROP TABLE account"), "set has a \";\" outside quotes");
        assertInvalid(update().set("n = 0 /* all"), "set has a comment that is not closed.");
    }

    private static ChunkedUpdate.Builder update() {
        return ChunkedUpdate.of("account", "id");
    }

    private static void assertInvalid(ChunkedUpdate.Builder update, String message) {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> new PostgresqlChunks(update.build()))
                .withMessageStartingWith(message);
    }
}
