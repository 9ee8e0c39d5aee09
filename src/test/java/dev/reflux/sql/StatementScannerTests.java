package dev.reflux.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.reflux.error.InvalidRevisionFileException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementScannerTests {

    private static final SqlLexis LEXIS = SqlLexis.postgresql();

    static List<ScannedItem> scan(String sql) {
        return scan(new StatementScanner(new StringReader(sql), LEXIS));
    }

    private static List<ScannedItem> scan(StatementScanner scanner) {
        List<ScannedItem> items = new ArrayList<>();
        for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
            items.add(item);
        }
        return items;
    }

    static List<String> statements(String sql) {
        return scan(sql).stream()
                .filter(Statement.class::isInstance)
                .map(item -> ((Statement) item).text())
                .toList();
    }

    /** Statements that hold semicolons which end nothing. */
    static Stream<Arguments> constructs() {
        return Stream.of(
                        "SELECT 'a;b'",
                        "SELECT 'it''s;'",
                        "SELECT 'back\\'",
                        "SELECT 'a;'\n'b;'",
                        "SELECT E'it\\'s; \\\\'",
                        "SELECT e'\\\\' || ';'",
                        "SELECT E'a' -- note\n  '\\';'",
                        "SELECT E'a'\n'b'\n'\\';'",
                        "SELECT E'''\\''';'",
                        "SELECTE'\\'",
                        "SELECT E'a' '\\'",
                        "SELECT E'a' /* c\n */ '\\'",
                        "SELECT xE'\\'",
                        "SELECT 1E'\\';'",
                        "SELECT N'a;\\'",
                        "SELECT B'1;0' || X'F;'",
                        "SELECT U&'d!0061t;\\' UESCAPE '!'",
                        "SELECT u&'\\'",
                        "SELECT U&\"d\\0061t;\"\"a\"",
                        "SELECT U& 'x;'",
                        "SELECT \"a;b\"",
                        "SELECT \"a\"\";\"",
                        "SELECT \"'\", 1",
                        "SELECT '\"'",
                        "SELECT $$a;b$$",
                        "SELECT $$$$",
                        "SELECT $$a$b;$$",
                        "SELECT $t$a;$$;$u$;$t$",
                        "SELECT $t$;$t;$$t$",
                        "SELECT $añ_1$;$añ_1$",
                        "SELECT $\uD83D\uDE00$;$\uD83D\uDE00$",
                        "SELECT $Tag$;$tag$;$Tag$",
                        "SELECT a$$b, c$x$d FROM a$b$c",
                        "SELECT é$$a",
                        "SELECT $1, $2$$;$$",
                        "SELECT 1$$;$$",
                        "SELECT 0xFF$$;$$",
                        "SELECT 1e5$$;$$",
                        "SELECT 1.5E-10$$;$$",
                        "SELECT 1.e5$$;$$",
                        "SELECT 1_000$$;$$",
                        "SELECT .5$$;$$",
                        "SELECT $a b$, $",
                        "SELECT 1 -- a;b",
                        "SELECT 1 -- it's\n + 2",
                        "SELECT 1--;\r+ 2",
                        "SELECT /* ; */ 1",
                        "SELECT /* /* ; */ ; */ 1",
                        "SELECT /*/* ; */*/ 1",
                        "SELECT /**/ 1 /***/",
                        "SELECT /* ' \" $$ ; */ 1",
                        "SELECT /* ; **/ 1",
                        "SELECT 2*/* ; */3",
                        "SELECT 2//* ; */3",
                        "SELECT 1 @--;\n- 2",
                        "SELECT 1 +/* ; */ 2",
                        "SELECT '--' , '/*'",
                        "SELECT a[1:2], b[(1)]",
                        "SELECT ARRAY[1",
                        "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)",
                        "CREATE RULE r AS ON INSERT TO t DO ((SELECT ';)'); SELECT 1)",
                        "SELECT ) FROM a",
                        "SELECT 1::int, :a, a := 1, b => 2, 1..2")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("constructs")
    void keepsAStatementWhole(String statement) {
        boolean openComment = statement.contains("--") && !statement.contains("\n") && !statement.contains("\r");
        String end = openComment && !statement.contains("'--'") ? "\n;" : ";";
        String between = statement + end + "SELECT 2;";

        assertThat(statements(between)).hasSize(2).last().isEqualTo("SELECT 2");
        assertThat(statements(between).get(0)).startsWith(statement.replaceAll("\\s*(--[^\n\r]*|/\\*+/)$", ""));
        assertThat(statements("SELECT 0; " + between)).hasSize(3);
    }

    /** Texts in which one statement ends although it might look as if it did not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a\\'; SELECT 2",
                "SELECT E'a\\\\'; SELECT 2",
                "SELECT E'a' ; SELECT '\\'",
                "SELECT E'a' + '\\'; SELECT 2",
                "SELECT U&'\\'; SELECT 2",
                "SELECT a$b$; SELECT $b$x$b$",
                "SELECT [(1)]]; SELECT 2",
                "SELECT 1 /* /* */ */; SELECT 2",
                "SELECT $1; SELECT $1",
                "SELECT $1$; SELECT 2",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1; BEGIN ATOMIC'; SELECT 2",
                "CREATE TABLE begin (atomic int); SELECT 2",
                "SELECT begin atomic; SELECT 2",
                "CREATE FUNCTION begin() RETURNS int RETURN 1; SELECT 2",
                "CREATE PROCEDURE p(begin int, \"atomic\" int) LANGUAGE sql AS ''; SELECT 2",
                "CREATE FUNCTION begin.atomic() RETURNS int RETURN 1; SELECT 2",
                "CREATE OR ALTER FUNCTION f() BEGIN ATOMIC; SELECT 2",
            })
    void endsAStatementWhereTheServerDoes(String sql) {
        assertThat(statements(sql)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
                "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); END",
                "create function f(a int) returns int begin atomic select case when a > 0 then 1 else 2 end; end",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN CASE 2 WHEN 2 THEN 3 END END; END",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT (CASE WHEN true THEN 1 END); SELECT 2; END",
                "CREATE FUNCTION f() RETURNS int BEGIN /* x */ ATOMIC SELECT 1 AS end; SELECT t.case FROM t; END",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT \"case\" FROM t; SELECT 'end'; END",
                "CREATE FUNCTION f() RETURNS int BEGIN -- x\n ATOMIC END",
                "/* a */ CREATE /* b */ OR REPLACE FUNCTION begin() RETURNS int BEGIN ATOMIC SELECT 1; END",
            })
    void keepsAnAtomicBodyWhole(String statement) {
        assertThat(statements(statement + "; SELECT 2")).containsExactly(statement, "SELECT 2");
    }

    @Test
    void dropsEmptyStatementsAndTakesTheLastWithoutSemicolon() {
        assertThat(statements(";; ;\n/* nothing */;SELECT 1;;-- note\n; SELECT 2 -- end"))
                .containsExactly("SELECT 1", "SELECT 2");
        assertThat(statements("")).isEmpty();
        assertThat(statements(" \r\n\t\f")).isEmpty();
        assertThat(statements("/* only */ -- comments")).isEmpty();
    }

    @Test
    void keepsAHintWithItsStatement() {
        assertThat(statements("/*+ SeqScan(a) */ SELECT 1;")).containsExactly("/*+ SeqScan(a) */ SELECT 1");
        assertThat(statements("/* license */\n-- note\nSELECT 1;")).containsExactly("SELECT 1");
    }

    @Test
    void skipsTheByteOrderMark() {
        Statement statement = (Statement) scan("\uFEFFSELECT 1").get(0);

        assertThat(statement.text()).isEqualTo("SELECT 1");
        assertThat(statement.position()).isEqualTo(new TextPosition(1, 1));
    }

    @Nested
    class Comments {

        @Test
        void areFoundWhereTheyFillALineBetweenStatements() {
            assertThat(scan("-- a \n  --b\nSELECT 1; -- c\n/* x */ -- d\n--\n-- +end"))
                    .filteredOn(LineComment.class::isInstance)
                    .extracting(item -> ((LineComment) item).text(), ScannedItem::position)
                    .containsExactly(
                            tuple("a", new TextPosition(1, 1)),
                            tuple("b", new TextPosition(2, 3)),
                            tuple("", new TextPosition(5, 1)),
                            tuple("+end", new TextPosition(6, 1)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT '\n-- a\n'",
                    "SELECT $$\n-- a\n$$",
                    "/*\n-- a\n*/",
                    "SELECT 1\n-- a\n+ 2",
                    "SELECT \"\n-- a\n\""
                })
        void areNotLookedForInsideOtherThings(String sql) {
            assertThat(scan(sql)).noneMatch(LineComment.class::isInstance);
        }

        @Test
        void mayEndAStatementThatLacksItsSemicolon() {
            StatementScanner scanner = StatementScanner.ofFile(
                    "a.sql",
                    new StringReader("SELECT 1 -- +no\n  -- +yes\nSELECT E'a'\n-- +yes\n'b'"),
                    LEXIS,
                    c -> c.startsWith("+"));

            assertThat(scan(scanner))
                    .extracting(item -> item instanceof Statement s ? s.text() : ((LineComment) item).text())
                    .containsExactly("SELECT 1", "+yes", "SELECT E'a'", "+yes", "'b'");
        }

        @Test
        void doNotEndAStatementInsideParentheses() {
            StatementScanner scanner = StatementScanner.ofFile(
                    "a.sql", new StringReader("CREATE TABLE t (\n  id int\n-- +yes\n"), LEXIS, c -> true);

            assertThatThrownBy(scanner::next)
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageStartingWith("The parenthesis that begins here is not closed (a.sql:1:16).");
        }
    }

    @Nested
    class Positions {

        @ParameterizedTest
        @ValueSource(strings = {"\n", "\r\n", "\r"})
        void countLinesWhateverEndsThem(String end) {
            String sql = "SELECT 1;" + end + end + "  /* a" + end + "*/" + end + "\tSELECT 'x" + end + "', 2; SELECT 3";

            assertThat(scan(sql))
                    .extracting(ScannedItem::position)
                    .containsExactly(new TextPosition(1, 1), new TextPosition(3, 3), new TextPosition(6, 7));
        }

        @Test
        void countCodePointsInColumns() {
            assertThat(scan("SELECT '\uD83D\uDE00é'; SELECT 2").get(1).position())
                    .isEqualTo(new TextPosition(1, 14));
        }

        @Test
        void leadFromTheServersPositionToTheFile() {
            Statement statement =
                    (Statement) scan("\n  SELECT '\uD83D\uDE00',\r\n\n   nope;").get(0);

            assertThat(statement.positionAt(1)).isEqualTo(new TextPosition(2, 3));
            assertThat(statement.positionAt(11)).isEqualTo(new TextPosition(2, 13));
            assertThat(statement.positionAt(18)).isEqualTo(new TextPosition(4, 4));
            assertThat(statement.positionAt(-5)).isEqualTo(new TextPosition(2, 3));
            assertThat(statement.positionAt(1000)).isEqualTo(new TextPosition(4, 8));
        }

        @Test
        void stayTrueAcrossRefills() {
            StringBuilder sql = new StringBuilder();
            for (int i = 0; i < 20_000; i++) {
                sql.append(i % 3 == 0 ? "\r\n" : "\n")
                        .append("SELECT ")
                        .append(i)
                        .append(';');
            }
            List<ScannedItem> items = scan(new StatementScanner(new TrickleReader(sql.toString(), 7), LEXIS));

            assertThat(items).hasSize(20_000);
            for (int i = 0; i < items.size(); i++) {
                assertThat(items.get(i).position()).isEqualTo(new TextPosition(i + 2, 1));
            }
        }
    }

    @Nested
    class ClientCommands {

        @Test
        void areGivenBackWithTheirLine() {
            List<ScannedItem> items = scan("\\restrict abc  \nSELECT 1; \\echo 'a;\n\\");

            assertThat(items)
                    .filteredOn(ClientCommand.class::isInstance)
                    .extracting(item -> ((ClientCommand) item).text(), item -> ((ClientCommand) item).name())
                    .containsExactly(tuple("\\restrict abc", "restrict"), tuple("\\echo 'a;", "echo"), tuple("\\", ""));
        }

        @Test
        void areRefusedInsideAStatement() {
            assertThatThrownBy(() -> scan("SELECT 1\n  \\gset"))
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("statement that begins at line 1 (line 2, column 3)");
        }
    }

    @Nested
    class Copy {

        private String data(ScannedItem item) {
            StringWriter out = new StringWriter();
            try {
                ((CopyData) item).reader().transferTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toString();
        }

        @ParameterizedTest
        @ValueSource(strings = {"\n", "\r\n", "\r"})
        void givesItsDataAndGoesOnAfterIt(String end) {
            String lines = "1;\t'a" + end + "\\.x" + end + " \\." + end + "\\\\." + end + "-- +end" + end;
            StatementScanner scanner = new StatementScanner(
                    new StringReader("COPY t (a, b) FROM stdin; -- data" + end + lines + "\\." + end + "SELECT 2;"),
                    LEXIS);

            assertThat(((Statement) scanner.next()).text()).isEqualTo("COPY t (a, b) FROM stdin");
            CopyData data = (CopyData) scanner.next();
            assertThat(data.position()).isEqualTo(new TextPosition(2, 1));
            assertThat(data(data)).isEqualTo(lines);
            Statement after = (Statement) scanner.next();
            assertThat(after.text()).isEqualTo("SELECT 2");
            assertThat(after.position()).isEqualTo(new TextPosition(8, 1));
        }

        @Test
        void passesOverDataThatNobodyReads() throws IOException {
            StatementScanner scanner =
                    new StatementScanner(new StringReader("COPY t FROM STDIN;\nabc\n\\.\nSELECT 2"), LEXIS);
            scanner.next();
            Reader reader = ((CopyData) scanner.next()).reader();
            assertThat(reader.read()).isEqualTo('a');
            reader.close();

            assertThat(((Statement) scanner.next()).text()).isEqualTo("SELECT 2");
            assertThat(reader.read()).isEqualTo(-1);
        }

        @Test
        void mayHaveNoData() {
            List<ScannedItem> items = scan("COPY t FROM STDIN;\n\\.");

            assertThat(items).hasSize(2).last().isInstanceOf(CopyData.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\nCOPY t FROM STDIN;\n1\n2",
                    "\nCOPY t FROM STDIN",
                    "\nCOPY t FROM STDIN;",
                    "\nCOPY t FROM STDIN;\n1\\."
                })
        void withoutAnEndIsRefusedWhereItBegins(String sql) {
            assertThatThrownBy(() -> scan(sql))
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.line())
                            .isEqualTo(2))
                    .hasMessageContaining("The data of the COPY statement that begins here has no end");
        }

        @Test
        void refusesWhatFollowsInItsLine() {
            assertThatThrownBy(() -> scan("COPY t FROM STDIN; SELECT 1;\n\\.\n"))
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("(line 1, column 20)");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "COPY t FROM '/tmp/a.csv'",
                    "COPY t TO STDOUT",
                    "COPY (SELECT 1 FROM stdin) TO '/tmp/a'",
                    "COPY t FROM PROGRAM 'cat' WHERE a = 'FROM stdin'",
                    "COPY t FROM \"stdin\"",
                    "INSERT INTO t SELECT * FROM stdin",
                })
        void hasNoDataUnlessItTakesThemFromTheClient(String sql) {
            assertThat(statements(sql + ";\nSELECT 1")).containsExactly(sql, "SELECT 1");
        }

        @Test
        void isStreamedWhateverItsSize() throws IOException {
            long lines = 4_000_000;
            StatementScanner scanner = new StatementScanner(new GeneratedCopy(lines), LEXIS);
            scanner.next();
            Reader data = ((CopyData) scanner.next()).reader();
            char[] buffer = new char[8192];
            long length = 0;
            for (int count = data.read(buffer); count >= 0; count = data.read(buffer)) {
                length += count;
                assertThat(scanner.capacity()).isLessThanOrEqualTo(16_384);
            }

            assertThat(length).isEqualTo(lines * GeneratedCopy.LINE.length()).isGreaterThan(200_000_000);
            assertThat(((Statement) scanner.next()).position()).isEqualTo(new TextPosition(4_000_003, 1));
        }

        @Test
        void isPassedOverWhateverTheLengthOfItsLines() {
            String line = "x".repeat(100_000);
            StatementScanner scanner =
                    new StatementScanner(new StringReader("COPY t FROM STDIN;\n" + line + "\n\\.\nSELECT 1"), LEXIS);
            scanner.next();
            scanner.next();
            scanner.next();

            assertThat(scanner.capacity()).isLessThanOrEqualTo(16_384);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1; SELECT 'a;   | string               | 1:18",
                "SELECT E'a\\';          | string               | 1:8",
                "SELECT U&'a            | string               | 1:8",
                "SELECT \"a             | quoted identifier    | 1:8",
                "SELECT $$a; $ $        | dollar-quoted string | 1:8",
                "SELECT $a$a; $$ $A$    | dollar-quoted string | 1:8",
                "SELECT /* /* */ 1;     | comment              | 1:8",
                "SELECT 1; /*           | comment              | 1:11",
                "SELECT (1, (2);        | parenthesis          | 1:8",
                "CREATE FUNCTION f() BEGIN ATOMIC SELECT 1; | BEGIN ATOMIC body | 1:21",
                "CREATE FUNCTION f( BEGIN ATOMIC SELECT 1; END | parenthesis | 1:18",
                "CREATE FUNCTION f() BEGIN ATOMIC SELECT (1; END | BEGIN ATOMIC body | 1:21",
            })
    void refusesWhatIsNotClosedAndSaysWhereItBegins(String sql, String construct, String place) {
        String[] at = place.split(":", -1);
        assertThatThrownBy(() -> scan("\n" + sql))
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> {
                    assertThat(e.line()).isEqualTo(Integer.parseInt(at[0]) + 1);
                    assertThat(e.place().column()).isEqualTo(Integer.parseInt(at[1]));
                })
                .hasMessageStartingWith("The " + construct + " that begins here is not closed");
    }

    @Test
    void holdsNoMoreThanTheLargestStatement() {
        String large = "SELECT '" + "x".repeat(100_000) + "'";
        StatementScanner scanner =
                new StatementScanner(new StringReader(("SELECT 1;\n" + large + ";\n").repeat(20)), LEXIS);
        List<ScannedItem> items = scan(scanner);

        assertThat(items).hasSize(40);
        assertThat(scanner.capacity()).isEqualTo(131_072);
    }

    @Test
    void takesTimeInProportionToTheTextWhateverIsInIt() {
        String rows = "INSERT INTO t VALUES\n" + "-- row\n(1),\n".repeat(200_000) + "(2)";
        String dollars = "SELECT $a$" + "$a $".repeat(400_000) + "$a$";
        String comments = "SELECT " + "/*".repeat(400_000) + "*/".repeat(400_000) + " 1";

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (String sql : List.of(rows, dollars, comments)) {
                assertThat(statements(sql)).hasSize(1);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT '", "/* ", "-- ", "SELECT $a$", "SELECT \""})
    void refusesAStatementThatNoMemoryWouldHold(String beginning) {
        Reader endless = new Reader() {
            private int read;

            @Override
            public int read(char[] target, int from, int length) {
                int count = read == 0 ? beginning.length() : length;
                for (int i = 0; i < count; i++) {
                    target[from + i] = read == 0 ? beginning.charAt(i) : 'x';
                }
                read += count;
                return count;
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> StatementScanner.ofFile("a.sql", endless, LEXIS, c -> false)
                        .next())
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("is longer than 67108864 characters (a.sql:1:1)")
                .hasMessageContaining("COPY … FROM stdin");
    }

    @Test
    void saysThatTheTextCannotBeRead() {
        Reader broken = new Reader() {
            @Override
            public int read(char[] target, int from, int length) throws IOException {
                throw new IOException("disk gone");
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> StatementScanner.ofFile("a.sql", broken, LEXIS, c -> false)
                        .next())
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("a.sql cannot be read: disk gone");
    }
}
