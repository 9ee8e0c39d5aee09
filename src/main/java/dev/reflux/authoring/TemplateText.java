package dev.reflux.authoring;

import dev.reflux.error.InternalException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that a new environment is made of. */
final class TemplateText {

    private static final Pattern NAME = Pattern.compile("<([a-z-]+)>");

    private TemplateText() {}

    /** A text as it is. */
    static String read(String name) {
        try (InputStream in = TemplateText.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no such resource");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InternalException(
                    "The built-in text " + name + " cannot be read. Use a complete jar of Reflux.", Place.UNKNOWN, e);
        }
    }

    /** A text with values in place of the names in angle brackets; values are not searched for names. */
    static String render(String name, Map<String, String> values) {
        return NAME.matcher(read(name))
                .replaceAll(match -> Matcher.quoteReplacement(
                        Objects.requireNonNull(values.get(match.group(1)), () -> name + " has an unknown name")));
    }
}
