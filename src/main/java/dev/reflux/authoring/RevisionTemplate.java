package dev.reflux.authoring;

import dev.reflux.config.RevisionFormat;
import dev.reflux.error.ConfigException;
import dev.reflux.error.InternalException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What new revision files of a format are made from: Alembic's {@code script.py.mako}.
 *
 * <p>A dollar sign before a name in braces stands for a value, two dollar signs before a brace for one and the brace. A
 * line whose placeholders all are without a value is left out, and so is a line that begins with {@code ##}. Values are
 * never searched for placeholders.
 *
 * @param name where it is, as the user knows it
 * @param text what it holds
 */
record RevisionTemplate(String name, String text) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$?\\$\\{([^{}\\r\\n]*}?)");
    private static final Pattern LINE = Pattern.compile("[^\\r\\n]*(?:\\r\\n?|\\n|$)");

    /**
     * The template of a format: the file {@code revision.FORMAT.template} of the script location, else the built-in one.
     *
     * @throws ConfigException if the file is there but cannot be read
     */
    static RevisionTemplate find(Path scriptLocation, RevisionFormat format) {
        String name = "revision." + format.name().toLowerCase(Locale.ROOT) + ".template";
        Path file = scriptLocation.resolve(name);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? read(file) : builtIn(name);
    }

    private static RevisionTemplate read(Path file) {
        try {
            String text = Files.readString(file);
            return new RevisionTemplate(file.toString(), text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw unreadable(file, "is not UTF-8. Save it as UTF-8.", e);
        } catch (IOException e) {
            throw unreadable(file, "cannot be read: " + e + ". Check that it is a readable file.", e);
        }
    }

    private static ConfigException unreadable(Path file, String why, IOException cause) {
        return new ConfigException("The template " + file + " " + why, Place.ofFile(file.toString()), cause);
    }

    private static RevisionTemplate builtIn(String name) {
        try (InputStream in = RevisionTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no such resource");
            }
            return new RevisionTemplate("built-in " + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InternalException(
                    "The built-in template " + name + " cannot be read. Use a complete jar of Reflux.",
                    Place.UNKNOWN,
                    e);
        }
    }

    /**
     * The template with its placeholders replaced.
     *
     * @param values of all placeholders there are; empty for those without a value here
     * @throws ConfigException if a placeholder is none of these, with its line
     */
    String render(Map<String, String> values) {
        StringBuilder result = new StringBuilder();
        Matcher lines = LINE.matcher(text);
        for (int number = 1; lines.find() && !lines.group().isEmpty(); number++) {
            renderLine(lines.group(), number, values, result);
        }
        return result.toString();
    }

    private void renderLine(String line, int number, Map<String, String> values, StringBuilder result) {
        if (line.startsWith("##")) {
            return;
        }
        boolean[] seen = new boolean[2];
        String rendered = PLACEHOLDER.matcher(line).replaceAll(match -> {
            boolean literal = match.group().startsWith("$$");
            String value = literal ? match.group().substring(1) : value(match, number, values);
            seen[value.isEmpty() ? 0 : 1] = true;
            return Matcher.quoteReplacement(value);
        });
        if (seen[1] || !seen[0]) {
            result.append(rendered);
        }
    }

    private String value(MatchResult match, int number, Map<String, String> values) {
        String inside = match.group(1);
        String value = inside.endsWith("}") ? values.get(inside.substring(0, inside.length() - 1)) : null;
        if (value == null) {
            throw new ConfigException(
                    "The template " + name + " has an unknown placeholder " + match.group() + " in line " + number
                            + ". Known are " + String.join(" ", values.keySet()) + "; write $${ for the characters ${.",
                    Place.ofLine(name, number));
        }
        return value;
    }
}
