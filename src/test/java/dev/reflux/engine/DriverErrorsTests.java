package dev.reflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.UsageException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

class DriverErrorsTests {

    private final DriverErrors errors = new DriverErrors(Drivers.load(), text -> text);

    private boolean passes(Throwable error) {
        return errors.isPassing(new R2dbcNonTransientResourceException("Cannot connect to db-ssl.example", error));
    }

    @Test
    void aServerThatIsNotThereYetMayBeThereInAMoment() {
        assertThat(passes(new ConnectException("Connection refused"))).isTrue();
        assertThat(passes(new UnknownHostException("db-ssl.example"))).isTrue();
        assertThat(passes(new ConnectException("Connection refused: certificates-db/10.0.0.1:5432")))
                .isTrue();
        assertThat(passes(new UnknownHostException("authentication-db"))).isTrue();
        assertThat(passes(new IOException("Connection reset by peer"))).isTrue();
        assertThat(errors.isPassing(new TimeoutException("Did not observe any item")))
                .isTrue();
        assertThat(errors.isPassing(new R2dbcNonTransientResourceException("Connection unexpectedly closed", "08006")))
                .isTrue();
        assertThat(passes(new IOException("Connection closed during SSL negotiation")))
                .isTrue();
    }

    @Test
    void aDriverThatClosesWhileItIsGivenAStatementHasLostItsConnection() {
        Sinks.EmissionException closed = new Sinks.EmissionException(
                Sinks.EmitResult.FAIL_NON_SERIALIZED, "signaled to a Subscriber MUST be signaled serially");
        assertThat(errors.onStatements(closed, new SentText(List.of("ROLLBACK")), 0))
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessage("The connection was lost while a statement was handed to it.")
                .hasCause(closed);
    }

    private String advice(Throwable error) {
        return String.valueOf(errors.onConnect(error, "pg-ssl.internal:5432").getMessage());
    }

    private String adviceFor(Throwable cause) {
        return advice(new R2dbcNonTransientResourceException("Cannot connect to pg-ssl.internal/tls", cause));
    }

    @Test
    void whereTheTargetHasNoAddressTheErrorTellsIt() {
        ConnectException refused = new ConnectException("Connection refused: db.internal/10.0.0.1:5432");
        refused.initCause(new ConnectException("Connection refused"));
        Throwable error = new R2dbcNonTransientResourceException("Cannot connect to db.internal/tls", refused);

        assertThat(errors.onConnectSomewhere(error, "the application's PostgreSQL database"))
                .hasMessageStartingWith("Cannot connect to the application's PostgreSQL database: Connection refused:"
                        + " db.internal/10.0.0.1:5432. ");
        assertThat(errors.onConnect(error, "db.internal:5432"))
                .hasMessageStartingWith("Cannot connect to db.internal:5432: Connection refused. ");
        assertThat(errors.onConnectSomewhere(new TimeoutException(), "the database"))
                .hasMessageStartingWith("Cannot connect to the database: no answer within the connect timeout. ");
    }

    @Test
    void namesOfHostsAndRolesAreNotTakenForTroubleWithTls() {
        assertThat(adviceFor(new ConnectException("Connection refused: pg-ssl.internal/10.0.0.1:5432")))
                .contains("Check host and port")
                .doesNotContain("sslMode");
        assertThat(adviceFor(new UnknownHostException("certificates.internal"))).contains("Check host and port");
        String refused = "password authentication failed for user \"tls_migrator\"";
        assertThat(advice(new R2dbcNonTransientResourceException(refused, "28P01")))
                .contains("Check username and password")
                .doesNotContain("sslMode");
    }

    @Test
    void anErrorOfTlsThatNobodyKnowsMoreOfHasAdviceAllTheSame() {
        assertThat(adviceFor(new SSLHandshakeException("Received fatal alert: handshake_failure")))
                .contains("Check the option sslMode");
        assertThat(adviceFor(new IOException(new CertificateException("unheard of"))))
                .contains("sslMode");
    }

    @Test
    void whatIsConfiguredWronglyStaysWrong() {
        assertThat(passes(new SSLHandshakeException("PKIX path building failed")))
                .isFalse();
        assertThat(passes(new IOException(new CertificateException("expired")))).isFalse();
        assertThat(errors.isPassing(new IllegalArgumentException("Password must not be null")))
                .isFalse();
        assertThat(errors.isPassing(new R2dbcNonTransientResourceException("password authentication failed", "08P01")))
                .isFalse();
        assertThat(errors.isPassing(new UsageException("The connection is inside a transaction.")))
                .isFalse();
        assertThat(errors.isPassing(new IllegalStateException("of no known kind")))
                .isFalse();
    }
}
