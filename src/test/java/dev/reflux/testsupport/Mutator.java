package dev.reflux.testsupport;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes malformed files of good ones; the same one for the same seed. */
public final class Mutator {

    private static final int LONG_LINE = 3_000_000;
    private static final int DEEP = 20_000;
    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";
    private static final int MOST_CHANGES = 4;

    /** What has a meaning somewhere, where it has none. */
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "$$",
            "$body$",
            "/*",
            "*/",
            "--",
            "\\",
            "\\.",
            "\\d t",
            ";",
            "${",
            "${nobody}",
            "$${",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "&a ",
            "*a",
            "<<: ",
            "!!binary ",
            "!!java/object ",
            "!x ",
            "%YAML 9.9\n",
            "---\n",
            "...\n",
            "? ",
            ": ",
            "- ",
            "|",
            ">",
            "|9",
            "~",
            "null",
            "\t",
            "\u0000",
            "\uFEFF",
            "\u2028",
            "\u0085",
            "\uD83D\uDE00",
            "\u001b[31m",
            "\r",
            "-- +autocommit\n",
            "-- +end\n",
            "-- +upgrade\n",
            "-- +downgrade\n",
            "-- +upgarde\n",
            "-- revision: \n",
            "-- down_revision: nowhere\n",
            "COMMIT;\n",
            "SELECT 1/0;\n",
            "DROP TABLE nowhere;\n",
            "VACUUM;\n",
            "upgrade:\n",
            "upgrade: auto\n",
            "downgrade: auto\n",
            "revision: [a]\n",
            "@Revision",
            "\"\"\"",
            "\\u000",
            "\\uD800",
            "\\U0010FFFF",
            "\\UFFFFFFFF",
            "\\x",
            "\\\n",
            "//",
            "@",
            "@Revision(",
            "!<",
            "%TAG ! x\n",
            "\n",
            "é",
            "+",
            ",",
            "=",
            "`",
            "import nowhere.*;\n",
            "class ",
            "#",
            "E'\\",
            "COPY account FROM stdin;\n",
            "1e999",
            ".inf",
            "0x",
            "99999999999999999999",
            "-1",
            "true",
            "2026-02-30",
            "5 parsecs");

    private static final List<String> BOMBS = List.of(
            "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
            "a: &a {b: *a}\n",
            "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:1/\"]]\n",
            "x: !!python/object/apply:os.system [true]\n",
            "{".repeat(DEEP) + "\n",
            "[".repeat(DEEP) + "\n",
            "- ".repeat(DEEP) + "\n",
            "x: {y: ".repeat(DEEP) + "\n");

    private final Random random;
    private final boolean mayBeLarge;

    /** A mutator that does the same whenever it gets the same seed; rarely, what it makes is large. */
    public Mutator(long seed) {
        this(seed, true);
    }

    private Mutator(long seed, boolean mayBeLarge) {
        this.random = new Random(seed);
        this.mayBeLarge = mayBeLarge;
    }

    /** The same, of which thousands can be read in seconds. */
    public static Mutator toSmall(long seed) {
        return new Mutator(seed, false);
    }

    /** What a good file may have become; maybe no text any more. */
    public byte[] mutate(String good) {
        if (random.nextInt(25) == 0) {
            return whole(good);
        }
        String text = good;
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            text = changed(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(8) == 0 ? 1 + random.nextInt(MOST_CHANGES) : 0; i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /** Another encoding, or no text at all. */
    private byte[] whole(String good) {
        return switch (random.nextInt(6)) {
            case 0 -> random(random.nextInt(5000));
            case 1 -> good.getBytes(StandardCharsets.UTF_16LE);
            case 2 -> good.getBytes(StandardCharsets.UTF_16);
            case 3 -> ("\u00e4" + good).getBytes(StandardCharsets.ISO_8859_1);
            case 4 -> good.getBytes(Charset.forName("UTF-32"));
            default -> Arrays.copyOf(good.getBytes(StandardCharsets.UTF_8), random.nextInt(good.length()));
        };
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String changed(String text) {
        int at = random.nextInt(text.length() + 1);
        return switch (random.nextInt(13)) {
            case 0, 1, 2 -> inserted(text, at, PIECES.get(random.nextInt(PIECES.size())));
            case 3, 4 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + random.nextInt(30)));
            case 5 -> text.substring(0, random.nextInt(4) == 0 ? at : text.length());
            case 6, 7 -> lines(text);
            case 8, 9 -> value(text);
            case 10 -> key(text);
            case 11 -> random.nextBoolean() ? text.replace("\n", "\r\n") : "\uFEFF" + text;
            default -> mayBeLarge ? large(text, at) : text.repeat(2);
        };
    }

    private static String inserted(String text, int at, String piece) {
        return text.substring(0, at) + piece + text.substring(at);
    }

    /** Swapped, doubled, indented. */
    private String lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int one = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
            case 0 -> Collections.swap(lines, one, other);
            case 1 -> lines.add(other, lines.get(one));
            default -> lines.set(one, " ".repeat(1 + random.nextInt(4)) + lines.get(one));
        }
        return String.join("\n", lines);
    }

    /** Another value after a colon. */
    private String value(String text) {
        int colon = text.indexOf(": ", random.nextInt(text.length() + 1));
        if (colon < 0) {
            return text;
        }
        int end = text.indexOf('\n', colon);
        return text.substring(0, colon + 2)
                + PIECES.get(random.nextInt(PIECES.size())).strip()
                + (end < 0 ? "" : text.substring(end));
    }

    /** A slip in the word before a colon. */
    private String key(String text) {
        int colon = text.indexOf(':', random.nextInt(text.length() + 1));
        return colon < 1
                ? text
                : text.substring(0, colon - 1) + (char) ('a' + random.nextInt(26)) + text.substring(colon);
    }

    /** PostgreSQL itself takes a time for an operator that is quadratic in its length, and cannot be cancelled meanwhile. */
    private static String longLineOf(char c) {
        return String.valueOf(c).repeat(OPERATORS.indexOf(c) < 0 ? LONG_LINE : DEEP);
    }

    /** Rarely, since it costs most. */
    private String large(String text, int at) {
        return switch (random.nextInt(8)) {
            case 0 -> inserted(text, at, longLineOf((char) (' ' + random.nextInt(90))));
            case 1, 2 -> inserted(text, text.indexOf('\n', at) + 1, BOMBS.get(random.nextInt(BOMBS.size())));
            case 3 -> inserted(text, at, "(".repeat(random.nextInt(DEEP)));
            default -> text.repeat(2);
        };
    }
}
