package dev.reflux.schema;

import dev.reflux.error.InvalidOperationException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What constructors of operations, and of what they are made of, see to. Arguments are named as revision files do. */
public final class Arguments {

    /** PostgreSQL cuts longer ones off. */
    private static final int LONGEST_NAME = 63;

    /** Those of {@code Map.of} and {@code Set.of} change their order with each start of the platform. */
    private static final Set<Class<?>> UNORDERED = Set.of(
            HashMap.class,
            HashSet.class,
            Map.of("a", 1, "b", 2).getClass(),
            Set.of("a", "b").getClass(),
            Set.of("a", "b", "c").getClass());

    private static final Pattern PARAMETER = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");

    /** Characters that operators are made of, where they begin no comment. */
    private static final String SYMBOLS = "(?!.*(?:--|/\\*))[-+*/<>=~!@#%^&|`?]+";

    private static final Pattern OPERATOR =
            Pattern.compile(SYMBOLS + "|OPERATOR\\((?:[a-z_][a-z0-9_]*\\.)?" + SYMBOLS + "\\)");

    private Arguments() {}

    /** The error that an argument is wrong. */
    public static InvalidOperationException invalid(String argument, String problem) {
        return new InvalidOperationException(argument, problem);
    }

    /** Needs a value. */
    public static <T> T required(String argument, @Nullable T value) {
        if (value == null) {
            throw invalid(argument, "is missing");
        }
        return value;
    }

    /** Needs a name that the database takes as it is. */
    public static void name(String argument, @Nullable String name) {
        String value = required(argument, name);
        if (value.isEmpty()) {
            throw invalid(argument, "is empty");
        }
        label(argument, value);
    }

    /** Needs a text, maybe empty, that the catalog keeps whole. */
    public static void label(String argument, @Nullable String text) {
        String value = required(argument, text);
        storable(argument, value);
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_NAME) {
            throw invalid(
                    argument,
                    "\"" + value + "\" has " + bytes + " bytes in UTF-8, but PostgreSQL keeps " + LONGEST_NAME
                            + " and cuts off the rest; shorten it");
        }
    }

    /** Needs a name, or none. */
    public static void optionalName(String argument, @Nullable String name) {
        if (name != null) {
            name(argument, name);
        }
    }

    /** Needs names of which none is there twice. */
    public static void names(String argument, Collection<String> names) {
        names.forEach(name -> name(argument, name));
        distinct(argument, names);
    }

    /** Needs a text that the database can keep, or none. */
    public static void optionalText(String argument, @Nullable String text) {
        if (text != null) {
            storable(argument, text);
        }
    }

    /** Refuses what cannot be sent as it is: a driver would put a question mark in place of half a character. */
    public static void storable(String argument, String text) {
        if (text.indexOf('\0') >= 0) {
            throw invalid(argument, "holds a NUL character, which PostgreSQL does not store");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                throw invalid(argument, "holds half of a character (an unpaired surrogate), which UTF-8 cannot write");
            }
        }
    }

    /** Needs a text with more than blanks. */
    public static void notBlank(String argument, @Nullable String text) {
        if (required(argument, text).isBlank()) {
            throw invalid(argument, "is empty");
        }
    }

    /** Needs a piece of SQL. */
    public static void sql(String argument, @Nullable String sql) {
        notBlank(argument, sql);
        storable(argument, required(argument, sql));
    }

    /** Needs a piece of SQL, or none. */
    public static void optionalSql(String argument, @Nullable String sql) {
        if (sql != null) {
            sql(argument, sql);
        }
    }

    /** Needs an operator, or {@code OPERATOR(schema.operator)}. */
    public static void operator(String argument, @Nullable String operator) {
        if (!OPERATOR.matcher(required(argument, operator)).matches()) {
            throw invalid(
                    argument, "\"" + operator + "\" is no operator; write one such as = or &&, or OPERATOR(schema.=)");
        }
    }

    /** A copy of a list, which has no nulls. */
    public static <T> List<T> list(String argument, @Nullable Collection<T> values) {
        Collection<T> given = required(argument, values);
        if (given.stream().anyMatch(each -> each == null)) {
            throw invalid(argument, "holds an empty entry");
        }
        return List.copyOf(given);
    }

    /** A copy of a map in its order, which has no nulls. */
    public static <T> Map<String, T> map(String argument, @Nullable Map<String, T> values) {
        Map<String, T> given = required(argument, values);
        given.forEach((key, value) -> {
            if (key == null || value == null) {
                throw invalid(argument, "holds an empty entry");
            }
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(inOrder(given)));
    }

    /**
     * The same map, by key where it has no order of its own: what is written from it must not differ from run to run.
     */
    public static <T extends @Nullable Object> Map<String, T> inOrder(Map<String, T> map) {
        return hasOrder(map) ? map : new TreeMap<>(map);
    }

    /** Whether a map or a collection is passed through in the same order in each run. */
    static boolean hasOrder(Object container) {
        return !UNORDERED.contains(container.getClass());
    }

    /** Needs an entry. */
    public static void notEmpty(String argument, Collection<?> values) {
        if (values.isEmpty()) {
            throw invalid(argument, "is empty");
        }
    }

    /** Needs texts of which none is there twice. */
    public static void distinct(String argument, Collection<String> values) {
        Set<String> seen = new HashSet<>();
        for (String value : values) {
            if (!seen.add(value)) {
                throw invalid(argument, "has \"" + value + "\" twice");
            }
        }
    }

    /** Refuses two of them together. */
    public static void atMostOne(Map<String, Boolean> given) {
        Set<String> present = given.keySet().stream().filter(given::get).collect(Collectors.toCollection(TreeSet::new));
        if (present.size() > 1) {
            List<String> names = List.copyOf(present);
            throw invalid(names.get(1), "does not go together with " + names.get(0));
        }
    }

    /** Needs one and refuses both. */
    static void exactlyOne(String first, boolean firstGiven, String second, boolean secondGiven) {
        if (firstGiven == secondGiven) {
            throw invalid(second, firstGiven ? "does not go together with " + first : "is missing, and so is " + first);
        }
    }

    /** Needs a second argument where the first is given. */
    public static void needs(String argument, boolean given, String needed, boolean neededGiven) {
        if (given && !neededGiven) {
            throw invalid(argument, "needs " + needed + " too");
        }
    }

    /** Whether the check may wait: what waits by itself may, as the server sees it too. */
    static boolean deferrable(boolean deferrable, @Nullable Initially initially) {
        return deferrable || initially == Initially.DEFERRED;
    }

    /** Needs the same name, or none. */
    public static void same(String argument, @Nullable String given, String name) {
        if (given != null && !given.equals(name)) {
            throw invalid(argument, "is about \"" + given + "\", not about \"" + name + "\"");
        }
    }

    /** Needs names that are safe without quotes; values are quoted. */
    public static void storageParameters(String argument, Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            storable(argument, value);
            if (!PARAMETER.matcher(name).matches()) {
                throw invalid(argument, "has \"" + name + "\", which is no storage parameter");
            }
        });
    }
}
