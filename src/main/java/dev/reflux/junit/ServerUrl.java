package dev.reflux.junit;

import dev.reflux.error.ConfigException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an R2DBC URL, as they are written: what somebody has said of the way to a server, such as TLS, holds for every
 * database on it.
 *
 * @param scheme up to the slashes, such as {@code r2dbc:postgresql}
 * @param credentials user and password with the at sign, or empty
 * @param address host and port, or several of them
 * @param database of the URL
 * @param options with the question mark, or empty
 */
record ServerUrl(String scheme, String credentials, String address, String database, String options) {

    private static final Pattern URL = Pattern.compile("([^/?#]+)://(?:(.*@))?([^@/?#]*)/([^/?#]*)(\\?.*)?");

    /**
     * Takes a URL apart.
     *
     * @throws ConfigException if it is none of a server and a database
     */
    static ServerUrl parse(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new ConfigException(
                    "The URL of the test server is none of the form"
                            + " r2dbc:postgresql://user:password@host:port/database. Correct reflux.test.url or REFLUX_TEST_URL.");
        }
        return new ServerUrl(
                parts.group(1), orEmpty(parts.group(2)), parts.group(3), parts.group(4), orEmpty(parts.group(5)));
    }

    private static String orEmpty(@Nullable String part) {
        return part == null ? "" : part;
    }

    /** A server of PostgreSQL whose parts are not encoded yet. */
    static ServerUrl of(String host, int port, String user, @Nullable String password, String database) {
        String secret = password == null ? "" : ":" + encoded(password);
        return new ServerUrl(
                "r2dbc:postgresql", encoded(user) + secret + "@", address(host, port), encoded(database), "");
    }

    /** By way of another address. */
    ServerUrl at(String host, int port) {
        return new ServerUrl(scheme, credentials, address(host, port), database, options);
    }

    /** An address of IPv6 stands in brackets. */
    private static String address(String host, int port) {
        boolean bare = host.contains(":") && !host.startsWith("[");
        return (bare ? "[" + host + "]" : host) + ":" + port;
    }

    /** The URL of another database, or, given null, of the one that exists. */
    String of(@Nullable String other) {
        return scheme + "://" + credentials + address + "/" + (other == null ? database : encoded(other)) + options;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return scheme + "://" + address + "/" + database;
    }
}
