package dev.reflux.config;

import dev.reflux.error.ConfigException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that values must keep; each answers with what is wrong, or null. */
final class Checks {

    /** PostgreSQL holds its timeouts as a signed 32-bit number of milliseconds. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    /** PostgreSQL cuts longer names without an error, so that two names could meet. */
    private static final int LONGEST_NAME = 63;

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}|[{}]");
    private static final Set<String> FILE_TOKENS =
            Set.of("rev", "slug", "year", "month", "day", "hour", "minute", "second", "epoch");
    private static final Pattern PERCENT = Pattern.compile("%(rt|[tcn%])?");
    private static final Set<String> CONSTRAINT_KINDS = Set.of("ix", "uq", "ck", "fk", "pk");
    private static final Pattern PLACEHOLDER_NAME = Pattern.compile("[^\\s${}:]+");

    private Checks() {}

    /** Throws when the check finds a problem. */
    static <T> void require(String name, T value, Check<T> check) {
        String problem = check.problem(value);
        if (problem != null) {
            throw new ConfigException(name + " " + problem + ".");
        }
    }

    static @Nullable String notBlank(String text) {
        if (text.indexOf('\0') >= 0) {
            return "must not hold a NUL character";
        }
        return text.isBlank() ? "must not be blank" : null;
    }

    static @Nullable String count(int number) {
        return number < 0 ? "must not be negative" : null;
    }

    static @Nullable String positive(int number) {
        return number < 1 ? "must be at least 1" : null;
    }

    static @Nullable String upTo(String name, int bound, int number) {
        return number > bound ? "must not be larger than " + name + ", which is " + bound : count(number);
    }

    static @Nullable String duration(Duration duration) {
        if (duration.isNegative()) {
            return "must not be negative";
        }
        if (duration.compareTo(LONGEST) > 0) {
            return "must not be longer than 24 days, the bound of PostgreSQL's own timeouts";
        }
        return duration.toNanosPart() % 1_000_000 == 0 ? null : "must be in whole milliseconds";
    }

    static @Nullable String identifier(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            return "must not be longer than " + LONGEST_NAME + " bytes, where PostgreSQL cuts names";
        }
        return notBlank(name);
    }

    static @Nullable String url(String url) {
        if (url.startsWith("jdbc:")) {
            return "must be an R2DBC URL; write r2dbc:postgresql://host/database in place of the JDBC URL";
        }
        if (url.equals(RefluxConfig.EMBEDDED)) {
            return "must name the directory of the embedded server, as in embedded:.reflux/postgresql";
        }
        if (url.startsWith(RefluxConfig.EMBEDDED)) {
            return path(url.substring(RefluxConfig.EMBEDDED.length()));
        }
        return url.startsWith("r2dbc:") || url.startsWith("r2dbcs:") ? null : "must begin with r2dbc: or embedded:";
    }

    static @Nullable String path(String path) {
        try {
            return notBlank(Path.of(path).toString());
        } catch (InvalidPathException invalid) {
            return "is not a path that this system can name; check its characters, and whether the locale knows"
                    + " them, as LC_ALL=C.UTF-8 does";
        }
    }

    static @Nullable String folder(String folder) {
        return RefluxConfig.isClasspath(folder) ? "must be a folder, not a classpath: location" : path(folder);
    }

    static @Nullable String file(String file) {
        return RefluxConfig.isClasspath(file) ? "must be a file, not a classpath: location" : path(file);
    }

    static @Nullable String locations(List<String> locations) {
        if (locations.isEmpty()) {
            return "must hold at least one location";
        }
        Set<String> seen = new HashSet<>();
        for (String location : locations) {
            String problem = RefluxConfig.isClasspath(location) ? resource(location) : path(location);
            if (problem != null) {
                return "holds a location that " + problem;
            }
            if (!seen.add(location)) {
                return "must not hold " + location + " twice";
            }
        }
        return null;
    }

    /** Some class loaders follow such a path, to the folders beside theirs. */
    private static @Nullable String resource(String location) {
        boolean leadsUp = List.of(location.split("[:/\\\\]", -1)).contains("..");
        return leadsUp ? "must not hold .., since the class path has nothing above its folders" : notBlank(location);
    }

    static @Nullable String noBlanks(List<String> texts) {
        return texts.stream().allMatch(text -> notBlank(text) == null) ? null : "must not hold a blank entry";
    }

    static @Nullable String fileTemplate(String template) {
        Matcher braces = BRACES.matcher(template);
        while (braces.find()) {
            if (braces.group(1) == null || !FILE_TOKENS.contains(braces.group(1))) {
                return "has an unknown part " + braces.group() + "; known are {rev} {slug} {year} {month} {day} {hour}"
                        + " {minute} {second} {epoch}";
            }
        }
        return path(template);
    }

    static @Nullable String namingConvention(Map<String, String> templates) {
        for (Map.Entry<String, String> entry : templates.entrySet()) {
            String problem = CONSTRAINT_KINDS.contains(entry.getKey())
                    ? nameTemplate(entry.getValue())
                    : "is unknown; known are ix, uq, ck, fk and pk";
            if (problem != null) {
                return "has a key " + entry.getKey() + " that " + problem;
            }
        }
        return null;
    }

    private static @Nullable String nameTemplate(String template) {
        Matcher percent = PERCENT.matcher(template);
        while (percent.find()) {
            if (percent.group(1) == null) {
                return "has an unknown token after %; known are %t %c %rt %n and %%";
            }
        }
        return notBlank(template);
    }

    static @Nullable String placeholders(Map<String, String> placeholders) {
        for (String name : placeholders.keySet()) {
            if (!PLACEHOLDER_NAME.matcher(name).matches()) {
                return "has the name '" + name + "'; a name must not be empty nor hold a space, a colon, $ or braces";
            }
        }
        return null;
    }

    static @Nullable String names(Map<String, String> map) {
        return map.keySet().stream().allMatch(name -> notBlank(name) == null) ? null : "must not hold a blank name";
    }
}
