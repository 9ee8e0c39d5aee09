package dev.reflux.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to do where the two ends cannot agree on TLS.
 *
 * @param sentences the advice
 * @param signs what the driver, the JDK or the server says then, in lower case
 */
record TlsAdvice(String sentences, List<String> signs) {

    /** The more exact ones first. */
    private static final List<TlsAdvice> KNOWN = List.of(
            new TlsAdvice(
                    "The server offers no TLS. Switch it on there, or choose an sslMode that does without.",
                    "ssl connection is disabled"),
            new TlsAdvice(
                    "If the server asks for TLS, set the option sslMode, as in options: {sslMode: verify-full}; else see its"
                            + " pg_hba.conf.",
                    "no encryption"),
            new TlsAdvice(
                    "The server asks for a client certificate. Name one that it trusts, and is for this user, in the options"
                            + " sslCert and sslKey.",
                    "client certificate",
                    "certificate authentication failed",
                    "fatal alert: unknown_ca",
                    "fatal alert: bad_certificate",
                    "fatal alert: certificate_"),
            new TlsAdvice(
                    "The server's certificate is not valid now. Renew it, and check the clocks.",
                    "validity check failed",
                    "notafter",
                    "notbefore"),
            new TlsAdvice(
                    "The server's certificate is for another host name. Connect by the name that it bears, since verify-full"
                            + " cannot verify an address; where the network is trusted, verify-ca does without the name.",
                    "no name matching",
                    "no subject alternative",
                    "hostname or ip address is undefined",
                    "could not be verified"),
            new TlsAdvice(
                    "No authority that is trusted here has signed the server's certificate. Name the right one in the option"
                            + " sslRootCert.",
                    "certification path",
                    "certpath",
                    "signature does not match",
                    "trust anchor"));

    /** Of an error that is known to be of TLS, and no more. */
    static final String GENERAL = "Check the option sslMode, and the certificates that it asks for.";

    TlsAdvice {
        signs = List.copyOf(signs);
    }

    private TlsAdvice(String sentences, String... signs) {
        this(sentences, List.of(signs));
    }

    /** The first that fits any of an error's causes; empty where the error is about something else. */
    static Optional<String> of(Throwable error) {
        return KNOWN.stream()
                .filter(advice -> advice.isAbout(error))
                .findFirst()
                .map(TlsAdvice::sentences);
    }

    private boolean isAbout(@Nullable Throwable error) {
        Throwable each = error;
        while (each != null) {
            String text = each.toString().toLowerCase(Locale.ROOT);
            if (signs.stream().anyMatch(text::contains)) {
                return true;
            }
            each = each.getCause() == each ? null : each.getCause();
        }
        return false;
    }
}
