package dev.reflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.UsageException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class DriverErrorsTests {

    private final DriverErrors errors = new DriverErrors(Drivers.load(), text -> text);

    private boolean passes(Throwable error) {
        return errors.isPassing(new R2dbcNonTransientResourceException("Cannot connect to db-ssl.example", error));
    }

    @Test
    void aServerThatIsNotThereYetMayBeThereInAMoment() {
        assertThat(passes(new ConnectException("Connection refused"))).isTrue();
        assertThat(passes(new UnknownHostException("db-ssl.example"))).isTrue();
        assertThat(passes(new IOException("Connection reset by peer"))).isTrue();
        assertThat(errors.isPassing(new TimeoutException("Did not observe any item")))
                .isTrue();
        assertThat(errors.isPassing(new R2dbcNonTransientResourceException("Connection unexpectedly closed", "08006")))
                .isTrue();
        assertThat(passes(new IOException("Connection closed during SSL negotiation")))
                .isTrue();
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
