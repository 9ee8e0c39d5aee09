package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.sql.LineComment;
import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.StatementScanner;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way to a header finds what the scanner finds, or leaves it to the scanner. */
class LeadingCommentsTests {

    private static final List<String> PIECES = List.of(
            "-- revision: a",
            "--message: b",
            "  -- c: d ",
            "\t--",
            "--- e",
            "- f",
            "-- +upgrade",
            "--+ downgrade",
            "-- + 1",
            "-- +nonsense",
            "/* g */",
            "SELECT 1;",
            "'h",
            "\\restrict x",
            "\n",
            "\n",
            "\r\n",
            "\r",
            "\f",
            "\u000b",
            " ",
            "\u00e9",
            "\uFEFF");

    private static List<LineComment> scanned(String text) {
        List<LineComment> comments = new ArrayList<>();
        StatementScanner scanner =
                StatementScanner.ofFile("a.sql", new StringReader(text), SqlLexis.postgresql(), SqlMarker::isMarker);
        ScannedItem item = scanner.next();
        while (item instanceof LineComment comment && !SqlMarker.isMarker(comment.text())) {
            comments.add(comment);
            item = scanner.next();
        }
        return comments;
    }

    @Test
    void areThoseThatTheScannerFinds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
                text.append(random.nextBoolean() ? "\n" : "");
            }
            List<LineComment> plain = LeadingComments.of(text.toString().getBytes(StandardCharsets.UTF_8));
            if (plain != null) {
                assertThat(plain).as("seed %d, text <%s>", seed, text).isEqualTo(scanned(text.toString()));
                found++;
            }
        }
        assertThat(found).isGreaterThan(2000);
    }

    private static List<Object> rest(StatementScanner scanner) {
        List<Object> items = new ArrayList<>();
        try {
            for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
                items.add(item);
            }
        } catch (InvalidRevisionFileException refused) {
            items.add(refused.getMessage());
        }
        return items;
    }

    @Test
    void letTheScannerBeginBehindThem() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder pieces = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                pieces.append(PIECES.get(random.nextInt(PIECES.size() - 2)));
                pieces.append(random.nextBoolean() ? "\n" : "");
            }
            String text = pieces.toString();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            LeadingComments.Body body = LeadingComments.body(bytes);
            List<LineComment> comments = LeadingComments.of(bytes);
            assertThat(body == null).isEqualTo(comments == null);
            if (body != null) {
                SqlLexis lexis = SqlLexis.postgresql();
                char[] behind = text.substring(body.start()).toCharArray();
                List<Object> expected = new ArrayList<>(
                        rest(StatementScanner.ofFile("a.sql", new StringReader(text), lexis, SqlMarker::isMarker)));
                assertThat(expected.subList(0, comments.size())).isEqualTo(comments);
                assertThat(rest(StatementScanner.ofLines("a.sql", behind, body.line(), lexis, SqlMarker::isMarker)))
                        .as("seed %d, text <%s>", seed, text)
                        .isEqualTo(expected.subList(comments.size(), expected.size()));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(2000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/* a */ -- b", "SELECT 1;", "-- \u00e9", "\uFEFF-- a", "-- a\u0000", "\\d"})
    void areLeftToTheScannerWhereTheHeadIsNotPlain(String text) {
        assertThat(LeadingComments.of(text.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void doNotMindWhatComesAfterTheFirstMarker() {
        byte[] text = "-- revision: a\n-- +upgrade\n\u00e9 '".getBytes(StandardCharsets.UTF_8);
        assertThat(LeadingComments.of(text)).extracting(LineComment::text).containsExactly("revision: a");
    }
}
