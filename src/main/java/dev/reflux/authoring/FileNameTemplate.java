package dev.reflux.authoring;

import dev.reflux.error.ConfigException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a new revision file: {@code file-template}, Alembic's {@code file_template}. Times are UTC.
 *
 * @param template with parts such as {@code {rev}}
 * @param directories whether it may hold directories
 */
record FileNameTemplate(String template, boolean directories) {

    private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)}");

    /** The slug with what separates it from the part before, else from the part after. */
    private static final Pattern SEPARATED_SLUG = Pattern.compile("(?<=[^/])[-_. ]\\{slug}|\\{slug}[-_. ]?");

    /** What no id may bring into a name: separators, characters that some system refuses, a dot at the beginning. */
    private static final Pattern UNSAFE_IN_NAMES = Pattern.compile("^\\.+|[^\\p{L}\\p{M}\\p{N}_.]");

    /**
     * Path of a draft's file below its version location.
     *
     * @param ending ending of the name
     * @throws ConfigException if the template has an unknown part, leads out of the location, or holds directories where it
     *     may not
     */
    Path path(RevisionDraft draft, String ending) {
        String slug = Slug.of(draft.message());
        String form = slug.isEmpty() ? SEPARATED_SLUG.matcher(template).replaceAll("") : template;
        Map<String, String> values = values(draft, slug);
        String name = TOKEN.matcher(form).replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), values)));
        return checked(name, ending);
    }

    private static Map<String, String> values(RevisionDraft draft, String slug) {
        ZonedDateTime time = draft.created().atZone(ZoneOffset.UTC);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("rev", UNSAFE_IN_NAMES.matcher(draft.id()).replaceAll("_"));
        values.put("slug", slug);
        values.put("year", Integer.toString(time.getYear()));
        values.put("month", twoDigits(time.getMonthValue()));
        values.put("day", twoDigits(time.getDayOfMonth()));
        values.put("hour", twoDigits(time.getHour()));
        values.put("minute", twoDigits(time.getMinute()));
        values.put("second", twoDigits(time.getSecond()));
        values.put("epoch", Long.toString(draft.created().getEpochSecond()));
        return values;
    }

    private static String twoDigits(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    private String value(String token, Map<String, String> values) {
        String value = values.get(token);
        if (value == null) {
            throw refused(
                    "has an unknown part {" + token + "}. Known are {" + String.join("} {", values.keySet()) + "}");
        }
        return value;
    }

    private Path checked(String stem, String ending) {
        if (stem.isEmpty() || stem.endsWith("/")) {
            throw refused("gives no name to a revision without a message. Put {rev} into it, or give a message");
        }
        String name = stem + ending;
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            throw refused("gives " + name + ", which this system cannot name a file. Check the locale (LC_ALL=C.UTF-8"
                    + " knows all letters), or write the message in plain letters");
        }
        if (path.isAbsolute() || path.getRoot() != null || !path.normalize().equals(path) || path.startsWith("..")) {
            throw refused("gives " + name + ", which leads out of the version location. Write a name without . and ..");
        }
        if (path.getNameCount() > 1 && !directories) {
            throw refused("gives " + name + ", which is in a folder of its own. Set recursive-version-locations: true,"
                    + " so that revisions are looked for there");
        }
        return path;
    }

    private ConfigException refused(String why) {
        return new ConfigException("file-template: " + template + " " + why + ".");
    }
}
