package dev.reflux.engine;

import dev.reflux.engine.DriverSupport.ServerMessage;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.Place;
import dev.reflux.error.RefluxException;
import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Sinks;

/**
 * The one place where a driver's errors become ours, by SQLSTATE; the classes of drivers mislead.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
final class DriverErrors {

    /** States outside class 08 that mean the session is gone: shutdown, crash, database dropped, idle timeouts. */
    private static final Set<String> SESSION_GONE = Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03");

    /** What a server that is starting, ending or full answers, and one whose database somebody is about to create. */
    private static final Set<String> PASSING = Set.of("57P01", "57P02", "57P03", "53300", "3D000");

    /** Of connections that drivers, and proxies in the name of the server, give up. */
    private static final String CONNECTION_CLASS = "08";

    private static final int LONGEST_REASON = 300;

    /** What Netty's native transports put before the words of the operating system. */
    private static final Pattern NATIVE_PREFIX = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

    private static final Pattern WITHOUT_STOP = Pattern.compile("[.\\s]+$");

    private final Drivers drivers;
    private final UnaryOperator<String> mask;

    DriverErrors(Drivers drivers, UnaryOperator<String> mask) {
        this.drivers = drivers;
        this.mask = mask;
    }

    /** An error on the way to a connection, where the target tells the address. */
    RefluxException onConnect(Throwable error, String target) {
        return onConnect(error, target, reason(error));
    }

    /** An error on the way to a connection, where nothing but the error tells the address, if that does. */
    RefluxException onConnectSomewhere(Throwable error, String target) {
        String reason = causes(error)
                .filter(DriverErrors::isOfTheWay)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> reason(error));
        return onConnect(error, target, NATIVE_PREFIX.matcher(reason).replaceFirst(""));
    }

    private RefluxException onConnect(Throwable error, String target, String words) {
        if (error instanceof RefluxException ours) {
            return ours;
        }
        String sqlState = sqlState(error);
        String reason = mask.apply(words);
        String advice = connectAdvice(sqlState, error);
        String message = "Cannot connect to " + mask.apply(target) + ": "
                + WITHOUT_STOP.matcher(reason).replaceFirst("")
                + (sqlState == null || drivers.describe(error).isEmpty() ? "" : " [SQLSTATE " + sqlState + "]") + ". "
                + advice;
        return new ConnectionFailedException(message, Place.UNKNOWN, serverState(error), withoutSecret(error));
    }

    /**
     * Whether an error on the way to a connection may be over in a moment, as when a server is not up yet. Wrong credentials
     * and certificates stay wrong.
     */
    boolean isPassing(Throwable error) {
        String state = sqlState(error);
        if (drivers.describe(error).isPresent()) {
            return state != null && PASSING.contains(state);
        }
        boolean proxyWithoutServer = isAbout(error, "closed during ssl");
        if (proxyWithoutServer || causes(error).anyMatch(DriverErrors::isOfTheWay)) {
            return true;
        }
        if (Stream.of("password", "authentication", "certificate").anyMatch(word -> isAbout(error, word))
                || isOfTls(error)) {
            return false;
        }
        boolean lost = state != null && state.startsWith(CONNECTION_CLASS);
        return lost || causes(error).anyMatch(each -> each instanceof IOException || each instanceof TimeoutException);
    }

    /** Its text names the host, which may be called anything. */
    private static boolean isOfTheWay(Throwable error) {
        return error instanceof ConnectException
                || error instanceof NoRouteToHostException
                || error instanceof UnknownHostException;
    }

    private static boolean isOfTls(Throwable error) {
        return causes(error)
                .anyMatch(each -> each instanceof SSLException
                        || each instanceof CertificateException
                        || each.getClass()
                                .getSimpleName()
                                .toLowerCase(Locale.ROOT)
                                .contains("ssl"));
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause);
    }

    /**
     * An error of the statements that were sent together, of which {@code completed} had already ended.
     *
     * <p>The driver's queue of requests takes no more while the driver closes it, and so says nothing but that.
     */
    RefluxException onStatements(Throwable error, SentText sent, int completed) {
        if (error instanceof RefluxException ours) {
            return ours;
        }
        String sqlState = sqlState(error);
        if (sqlState != null && (sqlState.startsWith(CONNECTION_CLASS) || SESSION_GONE.contains(sqlState))) {
            String message = "The connection was lost: " + mask.apply(reason(error)) + " [SQLSTATE " + sqlState + "].";
            return new ConnectionFailedException(message, Place.UNKNOWN, sqlState, withoutSecret(error));
        }
        if (error instanceof Sinks.EmissionException) {
            return new ConnectionFailedException(
                    "The connection was lost while a statement was handed to it.", Place.UNKNOWN, sqlState, error);
        }
        if (!(error instanceof R2dbcException) && !(error instanceof IllegalArgumentException)) {
            throw asUnchecked(error);
        }
        return new DatabaseException(failure(error, sqlState, sent, completed), Place.UNKNOWN, withoutSecret(error));
    }

    private DatabaseException.Failure failure(
            Throwable error, @Nullable String sqlState, SentText sent, int completed) {
        ServerMessage said = drivers.describe(error)
                .orElseGet(() -> new ServerMessage("ERROR", "", reason(error), null, null, null, null));
        SentText.Located located = sent.locate(said.position(), completed);
        return new DatabaseException.Failure(
                sqlState,
                mask.apply(said.text()),
                masked(said.detail()),
                masked(said.hint()),
                masked(said.context()),
                masked(located.statement()),
                located.index(),
                located.position());
    }

    /** What a notice of the server says, or empty for a driver without support. */
    Optional<ServerMessage> notice(Throwable message) {
        return drivers.describe(message);
    }

    private @Nullable String masked(@Nullable String text) {
        return text == null ? null : mask.apply(text);
    }

    /** The driver's exception, unless its text holds the secret, or that of one that came with it. */
    private @Nullable Throwable withoutSecret(Throwable error) {
        return holdsSecret(error, Collections.newSetFromMap(new IdentityHashMap<>())) ? null : error;
    }

    private boolean holdsSecret(@Nullable Throwable error, Set<Throwable> seen) {
        if (error == null || !seen.add(error)) {
            return false;
        }
        String text = error.toString();
        return !mask.apply(text).equals(text)
                || holdsSecret(error.getCause(), seen)
                || Stream.of(error.getSuppressed()).anyMatch(suppressed -> holdsSecret(suppressed, seen));
    }

    private static @Nullable String sqlState(Throwable error) {
        return error instanceof R2dbcException r2dbc ? r2dbc.getSqlState() : null;
    }

    /** SQLSTATE as the server sent it; null for one that the driver made up for a server it never reached. */
    private @Nullable String serverState(Throwable error) {
        return drivers.describe(error).isPresent() ? sqlState(error) : null;
    }

    /** The innermost message: the outer ones of Netty and the driver only repeat the address. */
    private String reason(Throwable error) {
        Optional<ServerMessage> said = drivers.describe(error);
        if (said.isPresent()) {
            return said.get().text();
        }
        if (error instanceof TimeoutException) {
            return "no answer within the connect timeout";
        }
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = shorten(root.getMessage());
        return text == null || text.isBlank()
                ? root.getClass().getSimpleName()
                : NATIVE_PREFIX.matcher(text.strip()).replaceFirst("");
    }

    /** A driver that cannot read a statement quotes all that was sent. */
    private static @Nullable String shorten(@Nullable String text) {
        return text == null || text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + " …";
    }

    private String connectAdvice(@Nullable String sqlState, Throwable error) {
        if (error instanceof TimeoutException) {
            return "Check that a database listens there, or raise timeouts.connect.";
        }
        if (isAbout(error, "password must not be null")) {
            return "The server asks for a password: set password.";
        }
        Optional<String> tls = TlsAdvice.of(error);
        if (tls.isPresent()) {
            return tls.get();
        }
        if (isOfTls(error) && drivers.describe(error).isEmpty()) { // texts hold names of hosts and roles
            return TlsAdvice.GENERAL;
        }
        String state = sqlState == null ? "" : sqlState;
        return switch (state) {
            case "28P01", "28000" -> "Check username and password, and the server's pg_hba.conf.";
            case "3D000" -> "Create the database, or correct the name in the URL.";
            case "53300" -> "Raise max_connections, or wait for other sessions to end.";
            case "57P03" -> "The server is starting up or shutting down; set wait-for-database to wait for it.";
            default -> "Check host and port in the URL, and that the server is running.";
        };
    }

    private static boolean isAbout(Throwable error, String words) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each.toString().toLowerCase(Locale.ROOT).contains(words)) {
                return true;
            }
        }
        return false;
    }

    private static RuntimeException asUnchecked(Throwable error) {
        if (error instanceof Error fatal) {
            throw fatal;
        }
        return error instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(error);
    }
}
