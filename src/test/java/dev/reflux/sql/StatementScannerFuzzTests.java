package dev.reflux.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.InvalidRevisionFileException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Random texts from a fixed seed, so that a failure can be repeated. */
class StatementScannerFuzzTests {

    private static final SqlLexis LEXIS = SqlLexis.postgresql();

    /** Pieces that a statement may be made of in any order, each whole in itself. */
    private static final List<String> PIECES = List.of(
            "a",
            "\"q;\"\"\"",
            "'s;''\\'",
            "E'e;\\'\\\\'",
            "U&'u;\\'",
            "U&\"u;\"",
            "$$d;$$",
            "$t$;$$;$t$",
            "$ü1$;$ü1$",
            "/* ;' /* $$ */ */",
            "-- ;'\"$$\n",
            "(x; (y); 'z)')",
            "[",
            "]",
            "a$b$c",
            "$1",
            "1.5e3",
            "0x1F",
            "+",
            "-",
            "*",
            "/ ",
            "::",
            "@-",
            "B'1;'",
            "X'F'",
            "N';'",
            "\uD83D\uDE00",
            "é",
            "CASE",
            "END",
            "FROM",
            "begin",
            "=",
            ",",
            ".");

    private static final List<String> SEPARATORS =
            List.of(";", " ;", ";\n", ";;", ";\r\n", "\n;\n\n", "; -- c;'\n", ";/* ; */;");

    private static final String ALPHABET = "abE$;'\"\\\n\r -*/()U&xN.1é\uFEFF\uD83D\uDE00:";

    @Test
    void splitsWhatWasJoinedBackIntoTheSameStatements() {
        Random random = new Random(20_261_120);
        for (int round = 0; round < 3000; round++) {
            List<String> expected = new ArrayList<>();
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            int count = random.nextInt(6);
            for (int i = 0; i < count; i++) {
                String statement = randomStatement(random);
                expected.add(statement);
                text.append(statement).append(SEPARATORS.get(random.nextInt(SEPARATORS.size())));
            }

            assertThat(textsOf(text.toString(), 1 + random.nextInt(40)))
                    .as(text.toString())
                    .isEqualTo(expected);
        }
    }

    @Test
    void findsEachStatementAtTheTextThatItGives() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                text.append(randomStatement(random)).append(SEPARATORS.get(random.nextInt(SEPARATORS.size())));
            }
            for (ScannedItem item : scan(text.toString(), 13)) {
                assertThat(text.substring(indexOf(text.toString(), item.position())))
                        .startsWith(item instanceof Statement statement ? statement.text() : "--");
            }
        }
    }

    @Test
    void refusesGarbageWithOneExceptionAndNeverHangs() {
        Random random = new Random(42);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            int refused = 0;
            for (int round = 0; round < 30_000; round++) {
                refused += isRefused(randomGarbage(random)) ? 1 : 0;
            }
            assertThat(refused).isBetween(1_000, 29_000);
        });
    }

    private static boolean isRefused(String text) {
        try {
            scan(text, 9);
            return false;
        } catch (InvalidRevisionFileException e) {
            assertThat(e.line()).as(text).isNotNull();
            return true;
        }
    }

    private static String randomStatement(Random random) {
        StringBuilder statement = new StringBuilder("SELECT");
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            // A line end after a string would let a plain string continue it, backslashes and all
            statement.append(' ').append(PIECES.get(random.nextInt(PIECES.size())));
            statement.append(random.nextInt(4) == 0 ? " +\n" : "");
        }
        return statement.append(" x").toString();
    }

    private static String randomGarbage(Random random) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(8)) {
                case 0 -> text.append(PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.append("COPY t FROM STDIN;\n");
                case 2 -> text.append("CREATE FUNCTION f() BEGIN ATOMIC ");
                default -> text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
        }
        return text.toString();
    }

    private static List<String> textsOf(String text, int most) {
        return scan(text, most).stream()
                .filter(Statement.class::isInstance)
                .map(item -> ((Statement) item).text())
                .toList();
    }

    private static List<ScannedItem> scan(String text, int most) {
        StatementScanner scanner = new StatementScanner(new TrickleReader(text, most), LEXIS);
        List<ScannedItem> items = new ArrayList<>();
        for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
            items.add(item);
        }
        return items;
    }

    private static int indexOf(String text, TextPosition position) {
        // From the end on, since between CR and LF a line has begun already
        for (int i = text.length() - 1; i >= 0; i--) {
            if (new TextPosition(1, 1).after(text, i).equals(position)) {
                return i;
            }
        }
        throw new AssertionError("No character of the text is at " + position);
    }

    @Test
    void readsTheSameInPiecesOfAnySize() {
        Random random = new Random(99);
        for (int round = 0; round < 300; round++) {
            String text = randomStatement(random) + ";" + randomStatement(random);
            StatementScanner whole = new StatementScanner(new StringReader(text), LEXIS);
            List<ScannedItem> items = new ArrayList<>();
            for (ScannedItem item = whole.next(); item != null; item = whole.next()) {
                items.add(item);
            }

            assertThat(scan(text, 1)).isEqualTo(items);
        }
    }
}
