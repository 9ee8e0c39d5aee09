package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.cli.CliProject.Result;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestAuthority;
import dev.reflux.testsupport.TlsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted connections to a server whose certificate an authority of ours has signed, for {@code localhost} alone. */
@Timeout(120)
@ExtendWith(PostgresServer.class) // for its guard over event loops
class TlsIntegrationTests {

    private static final String PASSWORD = "tr0ub4dor";
    private static final String KEY_PASSWORD = "c0rrecthorse";

    @TempDir
    static Path shared;

    private static TlsServer server;

    @TempDir
    Path folder;

    private CliProject project;

    /** {@code market} is let in with a password and TLS, {@code robot} with a certificate, {@code plain} without TLS. */
    @BeforeAll
    static void startServer() throws IOException {
        TestAuthority authority =
                TestAuthority.in(shared).sign("localhost", "dns:localhost").sign("robot");
        TestAuthority other =
                TestAuthority.in(Files.createDirectory(shared.resolve("other"))).sign("robot");
        Files.createDirectory(shared.resolve("tls"));
        authority.certificate("ca", tls("ca.pem"));
        authority.certificate("robot", tls("robot.pem"));
        authority.key("robot", tls("robot.key"));
        authority.key("robot", KEY_PASSWORD, tls("locked.key"));
        other.certificate("ca", tls("other.pem"));
        other.certificate("robot", tls("stranger.pem"));
        other.key("robot", tls("stranger.key"));
        Files.writeString(tls("broken.pem"), "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n");
        server = TlsServer.start(
                shared,
                authority,
                """
                hostssl   all market   127.0.0.1/32 scram-sha-256
                hostssl   all robot    127.0.0.1/32 cert
                hostnossl all plain    127.0.0.1/32 trust
                host      all clear    127.0.0.1/32 password
                """);
        server.execute(
                "CREATE ROLE market LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'",
                "CREATE ROLE clear LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'",
                "CREATE ROLE robot LOGIN SUPERUSER",
                "CREATE ROLE plain LOGIN SUPERUSER");
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static Path tls(String name) {
        return shared.resolve("tls").resolve(name);
    }

    @AfterEach
    void noSessionIsLeft() {
        server.awaitNoSessions();
    }

    @BeforeEach
    void project() {
        server.execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
        project = CliProject.in(folder);
        project.revisions()
                .add(
                        "r1",
                        "CREATE TABLE seen AS SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid();",
                        "DROP TABLE seen;");
    }

    private Result upgrade(String host, String user, String options) {
        project.configure("reflux:\n  script-location: db\n  url: r2dbc:postgresql://" + host + ":" + server.port()
                + "/postgres\n  username: " + user + "\n  password: " + PASSWORD + "\n  options: {" + options + "}\n");
        return project.run("--stacktrace", "upgrade", "head");
    }

    private static String at(String option, String file) {
        return option + ": '" + tls(file) + "'";
    }

    private static void assertDone(Result result) {
        assertThat(result.all()).contains("Upgraded from base to r1");
        assertThat(result.status()).isZero();
    }

    private static void assertRefused(Result result, String type, String... said) {
        assertThat(result.err()).contains("Type: " + type).contains(said);
        assertThat(result.all()).doesNotContain(PASSWORD, KEY_PASSWORD);
        assertThat(result.status()).isEqualTo(type.equals("config_error") ? 2 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, verify-full",
        "localhost, verify-ca",
        "127.0.0.1, verify-ca",
        "127.0.0.1, require",
        "127.0.0.1, prefer",
        "127.0.0.1, allow"
    })
    void aServerThatTheModeTrustsIsConnectedTo(String host, String mode) {
        assertDone(upgrade(host, "market", "sslMode: " + mode + ", " + at("sslRootCert", "ca.pem")));
    }

    @Test
    void certificatesAreLookedForBesideTheConfiguration() throws IOException {
        Files.copy(tls("ca.pem"), Files.createDirectory(folder.resolve("tls")).resolve("ca.pem"));

        assertDone(upgrade("localhost", "market", "sslMode: verify-full, sslRootCert: tls/ca.pem"));
    }

    @Test
    void certificatesOfAUrlAreLookedForBesideTheConfiguration() throws IOException {
        Files.copy(tls("ca.pem"), folder.resolve("ca.pem"));
        project.configure("reflux:\n  script-location: db\n  url: r2dbc:postgresql://market:" + PASSWORD + "@localhost:"
                + server.port() + "/postgres?sslMode=verify-full&sslRootCert=ca.pem\n");

        assertDone(project.run("upgrade", "head"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sslMode: disable"})
    void aServerThatAsksForTlsRefusesWhoDoesNot(String options) {
        assertRefused(
                upgrade("localhost", "market", options),
                "connection_failed",
                "no encryption",
                "set the option sslMode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-full", "verify-ca"})
    void aServerOfAnotherAuthorityIsRefused(String mode) {
        assertRefused(
                upgrade("localhost", "market", "sslMode: " + mode + ", " + at("sslRootCert", "other.pem")),
                "connection_failed",
                "sslRootCert");
        assertRefused(upgrade("localhost", "market", "sslMode: " + mode), "connection_failed", "sslRootCert");
    }

    @Test
    void aServerByAnotherNameIsRefused() {
        assertRefused(
                upgrade("127.0.0.1", "market", "sslMode: verify-full, " + at("sslRootCert", "ca.pem")),
                "connection_failed",
                "127.0.0.1",
                "host name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"require", "verify-ca", "verify-full"})
    void aServerWithoutTlsIsRefused(String mode) {
        server.offerTls(false);
        try {
            assertRefused(
                    upgrade("localhost", "plain", "sslMode: " + mode + ", " + at("sslRootCert", "ca.pem")),
                    "connection_failed",
                    "The server offers no TLS");
        } finally {
            server.offerTls(true);
        }
    }

    @ParameterizedTest
    @CsvSource({"robot.key, ''", "locked.key, ', sslPassword: c0rrecthorse'"})
    void aClientMayShowACertificate(String key, String password) {
        assertDone(upgrade(
                "localhost",
                "robot",
                "sslMode: verify-full, " + at("sslRootCert", "ca.pem") + ", " + at("sslCert", "robot.pem") + ", "
                        + at("sslKey", key) + password));
    }

    @Test
    void aClientWithoutTheCertificateThatIsAskedForIsRefused() {
        String trusted = "sslMode: verify-full, " + at("sslRootCert", "ca.pem");

        assertRefused(upgrade("localhost", "robot", trusted), "connection_failed", "sslCert");
        assertRefused(
                upgrade(
                        "localhost",
                        "robot",
                        trusted + ", " + at("sslCert", "stranger.pem") + ", " + at("sslKey", "stranger.key")),
                "connection_failed",
                "sslCert");
    }

    @Test
    void aKeyThatCannotBeOpenedIsRefusedWithoutItsPassword() {
        assertRefused(
                upgrade(
                        "localhost",
                        "robot",
                        "sslMode: verify-full, " + at("sslRootCert", "ca.pem") + ", " + at("sslCert", "robot.pem")
                                + ", " + at("sslKey", "locked.key") + ", sslPassword: wrong-" + KEY_PASSWORD),
                "config_error",
                "sslKey");
    }

    @Test
    void filesThatCannotBeUsedAreNamed() {
        assertRefused(
                upgrade("localhost", "market", "sslMode: verify-full, sslRootCert: nowhere.pem"),
                "config_error",
                folder.resolve("nowhere.pem").toString(),
                "sslRootCert",
                "folder of the configuration file");
        assertRefused(
                upgrade("localhost", "market", "sslMode: verify-full, " + at("sslRootCert", "broken.pem")),
                "config_error",
                "sslRootCert");
        assertRefused(
                upgrade("localhost", "market", "sslMode: verify-all"), "config_error", "verify-all", "verify-full");
    }

    @Test
    void theStandardOptionAsksForTheStrictestMode() {
        assertRefused(upgrade("localhost", "market", "ssl: 'true'"), "connection_failed", "sslRootCert");
        assertDone(upgrade("localhost", "market", "ssl: 'true', " + at("sslRootCert", "ca.pem")));
    }

    /** The server wants the password as it is, so that it is among the bytes that the driver would print. */
    @ParameterizedTest
    @ValueSource(strings = {"root", "io.r2dbc.postgresql.client.ReactorNettyClient", "io.r2dbc.postgresql.client"})
    void noLogOnTraceHoldsThePassword(String logger) {
        project.configure("reflux:\n  script-location: db\n  url: r2dbc:postgresql://localhost:" + server.port()
                + "/postgres\n  username: clear\n  password: " + PASSWORD + "\nlogging:\n  level: {" + logger
                + ": trace}\n");

        Result result = project.run("upgrade", "head");

        assertDone(result);
        assertThat(result.err()).contains(" DEBUG ").doesNotContain(PASSWORD, "|00000000|", "74 72 30 75");
    }

    @Test
    void noHistoryHoldsThePassword() {
        project.revisions()
                .java(
                        "r2",
                        "Migration",
                        "@Override public void upgrade(Operations op) { throw new IllegalStateException(\"" + PASSWORD
                                + "\"); }");
        String trusted = "sslMode: verify-full, " + at("sslRootCert", "ca.pem");

        Result result = upgrade("localhost", "market", trusted);
        Result log = project.run("--output", "json", "log");

        assertThat(result.status()).isEqualTo(1);
        assertThat(log.json().get("entries").toString()).contains("threw java.lang.IllegalStateException: ********");
        assertThat(result.all() + log.all()).doesNotContain(PASSWORD);
    }
}
