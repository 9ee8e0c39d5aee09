package dev.reflux.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to do where the two ends cannot agree on TLS, by what the driver, the JDK and the server say of it. */
enum TlsAdvice {
    NOT_OFFERED(
            "The server offers no TLS. Switch it on there, or choose an sslMode that does without.",
            "ssl connection is disabled"),
    NOT_ASKED_FOR(
            "If the server asks for TLS, set the option sslMode, as in options: {sslMode: verify-full}; else see its"
                    + " pg_hba.conf.",
            "no encryption"),
    CLIENT_UNKNOWN(
            "The server asks for a client certificate. Name one that it trusts, and is for this user, in the options"
                    + " sslCert and sslKey.",
            "client certificate",
            "certificate authentication failed",
            "fatal alert: unknown_ca",
            "fatal alert: bad_certificate",
            "fatal alert: certificate_"),
    EXPIRED(
            "The server's certificate is not valid now. Renew it, and check the clocks.",
            "validity check failed",
            "notafter",
            "notbefore"),
    OTHER_HOST(
            "The server's certificate is for another host name. Connect by the name that it bears, since verify-full"
                    + " cannot verify an address; where the network is trusted, verify-ca does without the name.",
            "no name matching",
            "no subject alternative",
            "hostname or ip address is undefined",
            "could not be verified"),
    NOT_TRUSTED(
            "No authority that is trusted here has signed the server's certificate. Name the right one in the option"
                    + " sslRootCert.",
            "certification path",
            "certpath",
            "signature does not match",
            "trust anchor"),
    OTHER("Check the option sslMode, and the certificates that it asks for.", "ssl", "tls", "certificate");

    private final String sentences;
    private final String[] signs;

    TlsAdvice(String sentences, String... signs) {
        this.sentences = sentences;
        this.signs = signs;
    }

    /** The first that fits any of an error's causes; empty where the error is about something else. */
    static Optional<String> of(Throwable error) {
        return Stream.of(values())
                .filter(advice -> advice.isAbout(error))
                .findFirst()
                .map(advice -> advice.sentences);
    }

    private boolean isAbout(@Nullable Throwable error) {
        Throwable each = error;
        while (each != null) {
            String text = each.toString().toLowerCase(Locale.ROOT);
            if (Stream.of(signs).anyMatch(text::contains)) {
                return true;
            }
            each = each.getCause() == each ? null : each.getCause();
        }
        return false;
    }
}
