package dev.reflux.testsupport;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What whoever runs the tests has said about servers.
 *
 * @param url {@code reflux.test.url}: R2DBC URL, with credentials, of a database whose role may create databases
 * @param image {@code reflux.test.image}: Docker image, pulled where it is missing
 * @param required {@code CI} set or {@code reflux.test.required=true}: what is missing is a failure, not a skip
 */
record TestSettings(@Nullable String url, @Nullable String image, boolean required) {

    static TestSettings current() {
        return of(System::getProperty, System::getenv);
    }

    static TestSettings of(UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> environment) {
        boolean required =
                environment.apply("CI") != null || Boolean.parseBoolean(property.apply("reflux.test.required"));
        return new TestSettings(
                blankToNull(property.apply("reflux.test.url")),
                blankToNull(property.apply("reflux.test.image")),
                required);
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
