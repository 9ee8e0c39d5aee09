package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reflux.Reflux;
import dev.reflux.config.RefluxConfig;
import dev.reflux.embedded.EmbeddedServer;
import dev.reflux.error.RefluxException;
import dev.reflux.junit.CatalogFingerprint;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RevisionFolder;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.ConnectionFactories;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What goes wrong is one clear error of the right type, and changes nothing. */
@ExtendWith(PostgresServer.class)
class FailuresIntegrationTests {

    private static final String SECRET = "correct horse battery staple";

    @TempDir
    Path temporary;

    private RevisionFolder revisions;
    private TestDatabase database;
    private CatalogFingerprint before;

    @BeforeEach
    void remember(TestDatabase fresh) {
        database = fresh;
        before = fresh.fingerprint();
        revisions = RevisionFolder.in(temporary);
    }

    @AfterEach
    void nothingHasChanged() {
        database.fingerprint().excluding("reflux_version", "reflux_history").assertSameAs(before);
    }

    private RefluxException upgrade(String url) {
        Reflux reflux =
                Reflux.builder().url(url).locations(revisions.location()).build();
        return failure(reflux);
    }

    private static RefluxException failure(Reflux reflux) {
        return catchThrowableOfType(
                RefluxException.class, () -> reflux.upgrade("head").block(Duration.ofSeconds(30)));
    }

    private RefluxException upgrade() {
        return upgrade(database.url());
    }

    @Test
    void aRefusedConnection() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        RefluxException error = upgrade("r2dbc:postgresql://someone:" + "geheim@127.0.0.1:" + port + "/market");
        assertThat(error.code()).isEqualTo("connection_failed");
        assertThat(error)
                .hasMessageContaining("r2dbc:postgresql://127.0.0.1:" + port + "/market as user someone")
                .hasMessageContaining("Connection refused")
                .hasMessageContaining("Check host and port");
        assertThat(trace(error)).doesNotContain("geheim");
    }

    @Test
    void aServerThatAcceptsAndSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            String url = "r2dbc:postgresql://someone@127.0.0.1:" + silent.getLocalPort() + "/market";
            RefluxException error = failure(Reflux.builder()
                    .url(url)
                    .locations(revisions.location())
                    .configure(values -> values.timeouts(
                            new dev.reflux.config.Timeouts(Duration.ofMillis(500), Duration.ZERO, Duration.ZERO)))
                    .build());
            assertThat(error.code()).isEqualTo("connection_failed");
            assertThat(error).hasMessageContaining("timeouts.connect");
        }
    }

    @Test
    void aMissingDatabase() {
        RefluxException error = upgrade(database.url().replace(database.name(), "no_such_database"));
        assertThat(error.code()).isEqualTo("connection_failed");
        assertThat(error.sqlState()).isEqualTo("3D000");
        assertThat(error).hasMessageContaining("no_such_database").hasMessageContaining("Create the database");
    }

    @Test
    void aWrongPassword() throws IOException {
        Path data = temporary.resolve("server");
        try (EmbeddedServer server = EmbeddedServer.start(data)) {
            String url = "r2dbc:postgresql://postgres@127.0.0.1:" + server.port() + "/postgres";
            on(url, "CREATE ROLE shop LOGIN PASSWORD 'right'");
            Path hba = data.resolve("pg_hba.conf");
            Files.writeString(hba, "host all shop 127.0.0.1/32 scram-sha-256\n" + Files.readString(hba));
            on(url, "SELECT pg_reload_conf()");

            RefluxException error = failure(Reflux.builder()
                    .url("r2dbc:postgresql://127.0.0.1:" + server.port() + "/postgres")
                    .username("shop")
                    .password(SECRET)
                    .locations(revisions.location())
                    .build());
            assertThat(error.code()).isEqualTo("connection_failed");
            assertThat(error.sqlState()).isEqualTo("28P01");
            assertThat(error)
                    .hasMessageContaining("password authentication failed")
                    .hasMessageContaining("Check username and password");
            assertThat(trace(error)).doesNotContain(SECRET);

            RefluxException silent = upgrade("r2dbc:postgresql://shop@127.0.0.1:" + server.port() + "/postgres");
            assertThat(silent.code()).isEqualTo("connection_failed");
            assertThat(silent).hasMessageContaining("set password");
        }
    }

    private static void on(String url, String statement) {
        Mono.usingWhen(
                        ConnectionFactories.get(url).create(),
                        connection -> Flux.from(
                                        connection.createStatement(statement).execute())
                                .flatMap(result -> result.getRowsUpdated())
                                .then(),
                        connection -> connection.close())
                .block(Duration.ofSeconds(10));
    }

    @Test
    void aStatementThatHoldsThePasswordDoesNotShowIt() {
        String role = "reflux_" + database.name();
        database.execute("CREATE ROLE " + role + " SUPERUSER LOGIN PASSWORD '" + SECRET + "'");
        try {
            revisions.add("r1", "SELECT '" + SECRET + "' FROM nowhere;", "");
            RefluxException error = failure(Reflux.builder()
                    .url("r2dbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name())
                    .username(role)
                    .password(SECRET)
                    .locations(revisions.location())
                    .build());
            assertThat(error.code()).isEqualTo("database_error");
            assertThat(trace(error)).doesNotContain(SECRET).contains("nowhere");
            assertThat(database.value("SELECT error FROM reflux_history")).doesNotContain(SECRET);
        } finally {
            database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
        }
    }

    @Test
    void aSyntaxErrorOnLineSevenOfAFile() {
        revisions.text(
                "r1.sql",
                "-- revision: r1\n-- message: broken\n\n-- +upgrade\nCREATE TABLE a (id integer);\n"
                        + "CREATE TABLE b (\n    id integr, integer);\n");
        RefluxException error = upgrade();
        assertThat(error.code()).isEqualTo("database_error");
        assertThat(error.revision()).isEqualTo("r1");
        assertThat(error.file()).endsWith("r1.sql");
        assertThat(error.line()).isEqualTo(7);
        assertThat(error.sqlState()).isEqualTo("42601");
        assertThat(error).hasMessageContaining("syntax error at or near \")\"").hasMessageContaining("r1.sql:7:23");
    }

    @Test
    void twoFilesWithOneId() {
        revisions.text("one.sql", "-- revision: r1\n-- +upgrade\n");
        revisions.text("two.sql", "-- revision: r1\n-- +upgrade\n");
        RefluxException error = upgrade();
        assertThat(error.code()).isEqualTo("duplicate_revision");
        assertThat(error)
                .hasMessageContaining("one.sql")
                .hasMessageContaining("two.sql")
                .hasMessageContaining("r1");
    }

    @Test
    void aMissingDownRevision() {
        revisions.text("one.sql", "-- revision: r1\n-- down_revision: r0\n-- +upgrade\n");
        RefluxException error = upgrade();
        assertThat(error.code()).isEqualTo("missing_revision");
        assertThat(error).hasMessageContaining("r0").hasMessageContaining("one.sql");
    }

    @Test
    void bytesThatAreNotUtf8() throws IOException {
        Files.write(
                temporary.resolve("one.sql"),
                "-- revision: r1\n-- +upgrade\nSELECT 'caf\u00e9';\n".getBytes(StandardCharsets.ISO_8859_1));
        RefluxException error = upgrade();
        assertThat(error.code()).isEqualTo("invalid_revision_file");
        assertThat(error.file()).endsWith("one.sql");
        assertThat(error.line()).isEqualTo(3);
        assertThat(error).hasMessageContaining("UTF-8");
    }

    @Test
    void aFolderThatIsNotThere() {
        RefluxException error = failure(Reflux.builder()
                .url(database.url())
                .locations(temporary.resolve("nowhere").toString())
                .build());
        assertThat(error.code()).isEqualTo("config_error");
        assertThat(error).hasMessageContaining("nowhere").hasMessageContaining("version-locations");
    }

    @Test
    void aFolderInPlaceOfAFile() throws IOException {
        Files.createDirectory(temporary.resolve("one.sql"));
        RefluxException error = upgrade();
        assertThat(error.code()).isEqualTo("invalid_revision_file");
        assertThat(error.file()).endsWith("one.sql");
    }

    @Test
    void aFileThatCannotBeRead() throws IOException {
        Files.createSymbolicLink(temporary.resolve("one.sql"), temporary.resolve("gone.sql"));
        RefluxException error = upgrade();
        assertThat(error.code()).isEqualTo("invalid_revision_file");
        assertThat(error.file()).endsWith("one.sql");
    }

    @Test
    void aDowngradeThroughAnIrreversibleRevisionFailsBeforeAnythingRuns() {
        revisions.write("r1", "-- +upgrade\nSELECT 1;\n").add("r2", "SELECT 2;", "SELECT 3;");
        Reflux reflux = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .build();
        reflux.upgrade("head").block();
        RefluxException error = catchThrowableOfType(
                RefluxException.class, () -> reflux.downgrade("base").block());
        assertThat(error.code()).isEqualTo("irreversible_revision");
        assertThat(error.revision()).isEqualTo("r1");
        assertThat(reflux.current().block().revisions().get(0).revision()).isEqualTo("r2");
    }

    @Test
    void aDatabaseThatIsAheadOfTheFilesCanBeStamped() {
        revisions.chain(0).add("r1", "SELECT 1;", "");
        Reflux reflux = Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .build();
        reflux.upgrade("head").block();
        database.execute("UPDATE reflux_version SET version_num = 'r9'");
        RefluxException error = failure(reflux);
        assertThat(error.code()).isEqualTo("database_ahead");
        assertThat(error).hasMessageContaining("r9");
        reflux.stamp("r1").block();
        assertThat(reflux.upgrade("head").block().steps()).isEmpty();
    }

    @Test
    void anIdThatAColumnTakenOverFromAlembicCannotHold() {
        database.execute("CREATE SCHEMA old", "CREATE TABLE old.alembic_version (version_num varchar(32) NOT NULL)");
        String id = "a".repeat(33);
        revisions.text("one.sql", "-- revision: " + id + "\n-- +upgrade\nCREATE TABLE never (id integer);\n");
        RefluxException error = failure(Reflux.builder()
                .url(database.url())
                .locations(revisions.location())
                .configure(values -> values.versionTable("alembic_version").versionTableSchema("old"))
                .build());
        database.execute("DROP SCHEMA old CASCADE");
        assertThat(error.code()).isEqualTo("invalid_revision_id");
        assertThat(error).hasMessageContaining("32 characters").hasMessageContaining("varchar(64)");
    }

    @Test
    void aUserThatIsNamedNowhere() {
        RefluxException error = upgrade("r2dbc:postgresql://127.0.0.1/market");
        assertThat(error.code()).isEqualTo("config_error");
        assertThat(error).hasMessageContaining("username");
    }

    @Test
    void anOptionThatTheDriverRefuses() {
        RefluxException error = upgrade("r2dbc:postgresql://u@127.0.0.1/market?sslMode=perhaps");
        assertThat(error.code()).isEqualTo("config_error");
        assertThat(error).hasMessageContaining("perhaps");
    }

    @Test
    void anOptionThatTheDriverWouldPassOverInSilence() {
        RefluxException error = upgrade(database.url() + "?sslMod=require");
        assertThat(error.code()).isEqualTo("config_error");
        assertThat(error).hasMessageContaining("no option sslMod").hasMessageContaining("sslMode");
    }

    @Test
    void aDriverThatIsNotThere() {
        RefluxException error = upgrade("r2dbc:oracle://u@127.0.0.1/market");
        assertThat(error.code()).isEqualTo("config_error");
        assertThat(error).hasMessageContaining("oracle");
    }

    @Test
    void anUrlThatIsNone() {
        assertThatThrownBy(() ->
                        RefluxConfig.builder().url("jdbc:postgresql://h/d").build())
                .isInstanceOfSatisfying(
                        RefluxException.class, error -> assertThat(error.code()).isEqualTo("config_error"));
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
