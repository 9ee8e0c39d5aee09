package dev.reflux.junit;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What whoever runs the tests has said about servers.
 *
 * @param url property {@code reflux.test.url}, else the variable {@code REFLUX_TEST_URL}: R2DBC URL, with credentials, of a
 *     database whose role may create databases
 * @param image {@code reflux.test.image}: Docker image, pulled where it is missing
 * @param required {@code CI} set to anything but {@code false} or {@code 0}, or {@code reflux.test.required=true}: what is missing is a failure, not a skip
 * @param keepTemplates {@code reflux.test.keep-templates=true}: databases that others were copied from stay on the server of
 *     the URL, for the next run
 */
public record TestServerSettings(
        @Nullable String url, @Nullable String image, boolean required, boolean keepTemplates) {

    /** What the properties and variables of this process say. */
    public static TestServerSettings current() {
        return of(System::getProperty, System::getenv);
    }

    /** What given properties and variables say, each null where it is not set. */
    public static TestServerSettings of(
            UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> environment) {
        String url = blankToNull(property.apply("reflux.test.url"));
        return new TestServerSettings(
                url == null ? blankToNull(environment.apply("REFLUX_TEST_URL")) : url,
                blankToNull(property.apply("reflux.test.image")),
                isCi(environment.apply("CI")) || isTrue(property.apply("reflux.test.required")),
                isTrue(property.apply("reflux.test.keep-templates")));
    }

    /** Some say by a number or a name of theirs that they are one, others by a word that they are none. */
    private static boolean isCi(@Nullable String value) {
        return value != null && !value.isBlank() && !value.equalsIgnoreCase("false") && !value.equals("0");
    }

    private static boolean isTrue(@Nullable String value) {
        return Boolean.parseBoolean(value);
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** Without the credentials that the URL may hold. */
    @Override
    public String toString() {
        return "TestServerSettings[url=" + (url == null ? "none" : "given") + ", image=" + image + ", required="
                + required + ", keepTemplates=" + keepTemplates + "]";
    }
}
