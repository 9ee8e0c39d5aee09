package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.dialect.Dialects;
import dev.reflux.error.ConfigException;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

@ExtendWith(PostgresServer.class)
class ScratchDatabaseIntegrationTests {

    private TestDatabase beside;
    private TestServer server;
    private ScratchDatabase database;

    @BeforeEach
    void createDatabase(TestDatabase given) {
        beside = given;
        server = TestServer.at(given.url());
        database = ScratchDatabase.create(server, null).block();
    }

    @AfterEach
    void dropDatabases() {
        server.close();
    }

    private void run(String statement) {
        database.on(connection -> PlainRow.of(connection, statement)).blockLast();
    }

    private List<String> there() {
        return beside.column("SELECT datname FROM pg_database WHERE datname = '" + database.name() + "'");
    }

    @Test
    void oneThatNobodyHasDroppedGoesWithTheServerOnAnInterruptedThreadToo() {
        Thread.currentThread().interrupt();
        server.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(there()).isEmpty();
    }

    @Test
    void oneThatHasGotAnotherNameIsKept() {
        database.rename(database.name() + "_kept").block();
        server.close();

        ScratchDatabase copy =
                ScratchDatabase.create(server, database.name() + "_kept").block();
        copy.drop().block();
        beside.execute("DROP DATABASE " + database.name() + "_kept");
    }

    @Test
    void aFingerprintIsPreparedAgainWhereTheSessionHasForgottenIt() {
        CatalogFingerprint before = database.fingerprint().block();

        run("DEALLOCATE ALL");

        assertThat(database.fingerprint().block()).isEqualTo(before);
    }

    @Test
    void whatAFingerprintFailsWithIsTold() {
        database.fingerprint().block();
        run("SET statement_timeout = 1");

        assertThatThrownBy(() -> database.fingerprint().block())
                .isInstanceOf(R2dbcException.class)
                .extracting(e -> ((R2dbcException) e).getSqlState())
                .isEqualTo("57014");
    }

    @Test
    void aFingerprintThatFailsLeavesTheConnectionAsItWas() {
        List<Boolean> autoCommit = database.on(
                        connection -> failing(connection).then(Mono.fromSupplier(connection::isAutoCommit)))
                .collectList()
                .block();
        assertThat(autoCommit).containsExactly(true);

        database.on(connection -> Mono.from(connection.beginTransaction())
                        .then(PlainRow.of(connection, "CREATE TABLE kept (a int)")
                                .then())
                        .then(failing(connection))
                        .then(Mono.from(connection.commitTransaction())))
                .blockLast();
        assertThat(database.fingerprint().block().lines()).anyMatch(line -> line.startsWith("table public.kept"));
    }

    /** The session has prepared nothing. */
    private static Mono<Void> failing(Connection connection) {
        return new CatalogReader(connection, Dialects.forUrl(null).catalog())
                .readPrepared()
                .then(Mono.<Void>error(new AssertionError("The server has not refused")))
                .onErrorResume(R2dbcException.class, e -> Mono.empty());
    }

    @Test
    void aRoleThatMayNotCreateDatabasesIsToldWhatItLacks() {
        beside.execute("CREATE ROLE reflux_plain LOGIN PASSWORD 'plain'");
        String url = ServerUrl.of(beside.host(), beside.port(), "reflux_plain", "plain", beside.name())
                .of(null);
        try (TestServer plain = TestServer.at(url)) {
            assertThatThrownBy(() -> ScratchDatabase.create(plain, null).block())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("ALTER ROLE reflux_plain CREATEDB");
        } finally {
            beside.execute("DROP ROLE reflux_plain");
        }
    }

    @Test
    void aCopyHasTheSettingsAndPrivilegesOfItsOriginal() {
        String name = database.name();
        beside.execute(
                "CREATE ROLE reflux_copied",
                "ALTER DATABASE " + name + " SET search_path = '$user', public, \"a, b\"",
                "ALTER DATABASE " + name + " SET temp_tablespaces = ''",
                "ALTER DATABASE " + name + " SET app.motto = 'it''s, \"so\"'",
                "ALTER DATABASE " + name + " SET statement_timeout = '7s'",
                "ALTER ROLE reflux_copied IN DATABASE " + name + " SET work_mem = '5MB'",
                "REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC",
                "GRANT CREATE ON DATABASE " + name + " TO reflux_copied WITH GRANT OPTION");
        ScratchDatabase copy = ScratchDatabase.create(server, name).block();

        CatalogFingerprint expected = database.fingerprint().block();
        CatalogFingerprint copied = copy.fingerprint().block();
        server.close();
        beside.execute("DROP ROLE reflux_copied");
        assertThat(expected.lines())
                .contains("privilege on the database: revoked CONNECT for PUBLIC by postgres")
                .filteredOn(line -> line.startsWith("setting of"))
                .hasSize(5);
        copied.assertSameAs(expected);
    }
}
