package dev.reflux.dialect.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Texts that try to be more than a name or a value; the same for the same seed. Not for several threads. */
final class HostileTexts {

    private static final int MOST_PIECES = 7;
    private static final int LONGEST_NAME = 63;

    private static final List<String> PIECES = List.of(
            // Ends of quotes, comments and statements
            "'",
            "''",
            "'''",
            "\"",
            "\"\"",
            ";",
            "--",
            "-- \n",
            "/*",
            "*/",
            "/*/*",
            "$$",
            "$a$",
            "$reflux$",
            "$reflux",
            "$reflux1$",
            "'; DROP TABLE canary; --",
            "\"; DROP TABLE canary; --",
            "'); DELETE FROM canary; --",
            ");DELETE FROM canary;--",
            "$$; DELETE FROM canary; $$",
            "$reflux$; DELETE FROM canary; $reflux$",
            "*/ DROP TABLE canary; /*",
            "\nDROP TABLE canary;\n",
            "; COMMIT; DROP TABLE canary;",
            "\\'; DROP TABLE canary; --",
            "\\\"; DROP TABLE canary; --",
            "' OR '1'='1",
            "' || 'x",
            // Parameters and placeholders
            "$1",
            "$2",
            "?",
            ":name",
            ":\"name\"",
            ":'name'",
            ":{?name}",
            "::text",
            "${x}",
            "${unknown}",
            "${",
            "}",
            "%s",
            "%I",
            "%%",
            // Backslashes, and what psql takes for commands
            "\\",
            "\\\\",
            "\\'",
            "\\\"",
            "\\n",
            "\\0",
            "\\x41",
            "\\u0027",
            "\\'\\'",
            "E'",
            "e'\\'",
            "U&'\\0027'",
            "U&\"",
            "B'",
            "N'",
            "\\! true",
            "\n\\! true\n",
            "\\gexec",
            "\n\\gexec\n",
            "\n\\i nowhere\n",
            "\n\\copy canary from nowhere\n",
            "\n\\.\n",
            "\\;",
            "\n\\q\n",
            // Unicode
            "\uFF07",
            "\uFF02",
            "\uFF1B",
            "\u02BC",
            "\u2019",
            "\u2018",
            "\u201C",
            "\u0301",
            "\u0338",
            "\u00E9",
            "\u00DF",
            "\u0130",
            "\u0131",
            "\uD83D\uDE00",
            "\uD835\uDD4F",
            "\uDB40\uDC41",
            "\u202E",
            "\u2066",
            "\u2069",
            "\u200B",
            "\u200D",
            "\uFEFF",
            "\u00A0",
            "\u2028",
            "\u0085",
            "\uFFFD",
            "\uFFFE",
            "\uE000",
            // Controls and blanks
            "\n",
            "\r",
            "\r\n",
            "\t",
            "\u0001",
            "\u0008",
            "\u001A",
            "\u001B[2J",
            "\u007F",
            "\u009F",
            " ",
            "  ",
            // YAML, JSON and arrays
            "{}",
            "{\"a\":1}",
            "{a,b}",
            "[",
            "]",
            ",",
            "(",
            ")",
            "#",
            " #",
            ": ",
            "- ",
            "!",
            "&a",
            "*a",
            "|",
            ">",
            "@",
            "`",
            "~",
            "=",
            "<<",
            "---",
            "\n---\n",
            "\n...\n",
            "\nupgrade:\n",
            "NULL",
            "null",
            "true",
            "yes",
            "0",
            "010",
            "1e3",
            "0x1",
            "-1",
            ".",
            "NaN",
            // Words
            "a",
            "Table",
            "select",
            "user",
            "public",
            "pg_catalog",
            "DROP TABLE canary",
            "COMMIT",
            "BEGIN",
            "x");

    private final Random random;
    /** Names that are taken; among them the one of a schema that is there. */
    private final Set<String> names = new HashSet<>(Set.of("public"));

    private int made;

    HostileTexts(long seed) {
        this.random = new Random(seed);
    }

    /** Any text, the empty one included. */
    String value() {
        made++;
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(MOST_PIECES + 1); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** A name that no other call gives, of as many bytes as the server keeps, and none of its own. */
    String name() {
        String name;
        do {
            name = cut(value());
        } while (name.isEmpty() || name.startsWith("pg_") || !names.add(name));
        return name;
    }

    /** Some bytes, zero included. */
    byte[] bytes() {
        made++;
        byte[] bytes = new byte[random.nextInt(MOST_PIECES)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** One of several. */
    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    boolean toss() {
        return random.nextBoolean();
    }

    /** How many it has given. */
    int made() {
        return made;
    }

    private static String cut(String text) {
        String rest = text;
        while (rest.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            rest = rest.substring(0, rest.offsetByCodePoints(rest.length(), -1));
        }
        return rest;
    }
}
