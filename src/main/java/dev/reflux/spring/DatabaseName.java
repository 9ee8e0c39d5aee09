package dev.reflux.spring;

import io.r2dbc.spi.ConnectionFactoryOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** A database as an operator recognizes it, with nothing in it that is secret. */
final class DatabaseName {

    private static final String EMBEDDED = "embedded:";

    private DatabaseName() {}

    /** {@code localhost:5432/shop as user shop}. */
    static String of(ConnectionFactoryOptions options) {
        StringBuilder text = new StringBuilder().append(options.getValue(ConnectionFactoryOptions.HOST));
        Object port = options.getValue(ConnectionFactoryOptions.PORT);
        Object database = options.getValue(ConnectionFactoryOptions.DATABASE);
        return text.append(port == null ? "" : ":" + port)
                .append(database == null ? "" : "/" + database)
                .append(asUser(options.getValue(ConnectionFactoryOptions.USER)))
                .toString();
    }

    /** Of a URL, whose user another one may replace; what is no R2DBC URL is left to whoever opens it. */
    static String ofUrl(String url, @Nullable String username) {
        if (url.startsWith(EMBEDDED)) {
            return "the embedded server";
        }
        try {
            ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(url);
            return of(
                    !StringUtils.hasText(username)
                            ? options
                            : options.mutate()
                                    .option(ConnectionFactoryOptions.USER, username)
                                    .build());
        } catch (IllegalArgumentException e) {
            return "what the URL names";
        }
    }

    private static String asUser(@Nullable Object user) {
        return user == null ? "" : " as user " + user;
    }
}
