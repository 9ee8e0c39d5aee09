package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.IrreversibleRevisionException;
import dev.reflux.error.Place;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.SqlName;
import dev.reflux.sql.StatementKind;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlRevisionFileTests {

    private static final Map<String, String> NONE = Map.of();

    @TempDir
    private Path folder;

    private SqlRevisionFile file(byte[] content) {
        Path path = folder.resolve("a.sql");
        try {
            Files.write(path, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new SqlRevisionFile(RevisionSource.ofFile("db/a.sql", path), SqlLexis.postgresql());
    }

    private SqlRevisionFile file(String content) {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private SqlRevisionSummary inspect(String content) {
        return file(content).inspect(NONE);
    }

    private static List<String> all(SqlScript script) {
        List<String> texts = new ArrayList<>();
        try (script) {
            for (ScriptStatement next = script.next(); next != null; next = script.next()) {
                texts.add((next.autocommit() ? "auto " : "") + next.place().line() + " " + next.text());
            }
        }
        return texts;
    }

    private static StatementPart part(boolean autocommit, int statements) {
        return new StatementPart(autocommit, statements, List.of(), List.of());
    }

    private static final String SAMPLE =
            """
            -- revision: 1975ea83b712
            \\restrict abc

            -- +upgrade
            CREATE TABLE account (id bigint);
            -- a note
            CREATE TYPE shop.status AS ENUM ('a');

            -- +autocommit
            CREATE INDEX CONCURRENTLY ix ON account (id);
            -- +end
            -- +autocommit
            VACUUM; CALL p()
            -- +end
            -- +autocommit
            -- +end
            ALTER TYPE status ADD VALUE 'b'
            -- +downgrade
            DROP TABLE account;
            \\unrestrict abc
            """;

    @Nested
    class Inspection {

        @Test
        void tellsThePartsOfBothDirections() {
            SqlRevisionSummary summary = inspect(SAMPLE);

            assertThat(summary.upgrade().parts())
                    .containsExactly(
                            new StatementPart(false, 2, List.of(new SqlName(List.of("shop", "status"))), List.of()),
                            part(true, 1),
                            part(true, 2),
                            new StatementPart(false, 1, List.of(), List.of(new SqlName(List.of("status")))));
            assertThat(Objects.requireNonNull(summary.downgrade()).parts()).containsExactly(part(false, 1));
        }

        @Test
        void tellsAnEmptyWayDownFromNone() {
            assertThat(inspect("-- +upgrade\n-- +downgrade").downgrade())
                    .isEqualTo(new SqlRevisionSummary.Section(List.of()));
            assertThat(inspect("-- +upgrade\n").downgrade()).isNull();
        }

        @Test
        void doesNotPartStatementsAtAnEmptyAutocommitPart() {
            assertThat(inspect("-- +upgrade\nSELECT 1;\n-- +autocommit\n-- +end\nSELECT 2;")
                            .upgrade()
                            .parts())
                    .containsExactly(part(false, 2));
        }

        @Test
        void takesTheSectionsInEitherOrder() {
            SqlRevisionFile file = file("-- +downgrade\nSELECT 1;\n-- +upgrade\nSELECT 2;SELECT 3;");

            assertThat(file.inspect(NONE).upgrade().parts()).containsExactly(part(false, 2));
            assertThat(all(file.openUpgrade(NONE))).containsExactly("4 SELECT 2", "4 SELECT 3");
            assertThat(all(file.openDowngrade(NONE))).containsExactly("2 SELECT 1");
        }

        @Test
        void readsMarkersInFilesOfEverySystem() {
            for (String end : List.of("\n", "\r\n", "\r")) {
                String content = SAMPLE.replace("\n", end);
                assertThat(inspect("\uFEFF" + content)).isEqualTo(inspect(SAMPLE));
                assertThat(all(file(content).openDowngrade(NONE))).containsExactly("19 DROP TABLE account");
            }
        }

        @Test
        void leavesMarkersInsideOtherThingsAlone() {
            String content =
                    """
                    -- +upgrade
                    SELECT '
                    -- +downgrade
                    ', $$
                    -- +nope
                    $$ /*
                    -- +end
                    */;
                    COPY t FROM stdin;
                    -- +downgrade
                    \\.
                    SELECT 1; -- +downgrade
                    """;

            assertThat(inspect(content).upgrade().parts()).containsExactly(part(false, 3));
            assertThat(inspect(content).downgrade()).isNull();
        }

        @Test
        void allowsSavepointsAndTransactionWordsInsideBodies() {
            assertThat(inspect(
                                    "-- +upgrade\nSAVEPOINT a; ROLLBACK TO a; RELEASE a; DO $$BEGIN COMMIT; END$$; CALL p();")
                            .upgrade()
                            .parts())
                    .containsExactly(part(false, 5));
        }
    }

    @Nested
    class Checksum {

        private String sha256(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "-- +upgrade",
                    "-- +upgrade\n",
                    "-- +upgrade\n\n\nSELECT 'é\uD83D\uDE00';\n\n",
                    "\n-- +upgrade\nCOPY t FROM stdin;\n1\n\\.\n"
                })
        void doesNotDependOnLineEndsOrByteOrderMark(String text) {
            String expected = sha256(text);

            assertThat(inspect(text).checksum()).isEqualTo(expected);
            assertThat(inspect("\uFEFF" + text.replace("\n", "\r\n")).checksum())
                    .isEqualTo(expected);
            assertThat(inspect(text.replace("\n", "\r")).checksum()).isEqualTo(expected);
        }

        @Test
        void isThatOfTheTextBeforePlaceholders() {
            String text = "-- +upgrade\nSELECT ${a};";

            assertThat(file(text).inspect(Map.of("a", "1")).checksum()).isEqualTo(sha256(text));
        }

        @Test
        void coversEveryByteOfALargeFile() {
            String text = "-- +upgrade\n" + "SELECT 'üü\uD83D\uDE00';\n".repeat(20_000);

            assertThat(inspect(text).checksum()).isEqualTo(sha256(text));
            assertThat(inspect(text.replace("\n", "\r\n")).checksum()).isEqualTo(sha256(text));
            assertThat(inspect(text + " ").checksum()).isNotEqualTo(sha256(text));
        }

        @Test
        void countsAByteOrderMarkInsideTheText() {
            String text = "-- +upgrade\n-- \uFEFF\uFEFF";

            assertThat(inspect(text).checksum()).isEqualTo(sha256(text));
        }
    }

    @Nested
    class Refusals {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "SELECT 1;                                 | 1 | 1 | stands outside the sections",
                    "^-- +downgrade^-- +up                     | 3 | 1 | There is no marker \"-- +up\"",
                    "-- +upgrade^SELECT 1;^ -- +Downgrade      | 3 | 2 | Was \"-- +downgrade\" meant?",
                    "-- +upgrade^-- +goose Up                  | 2 | 1 | There is no marker \"-- +goose Up\"",
                    "-- +upgrade^-- + downgrade                | 2 | 1 | Was \"-- +downgrade\" meant?",
                    "-- +upgrade now                           | 1 | 1 | Was \"-- +upgrade\" meant?",
                    "-- +upgrade^CREATE TABLE t (^-- +nope^);  | 2 | 16 | parenthesis that begins here is not closed",
                    "-- +upgrade^SELECT 1^-- +nope^+ 2;        | 3 | 1 | There is no marker \"-- +nope\"",
                    "-- +upgrade^-- +upgrade                   | 2 | 1 | there twice, first at db/a.sql:1:1",
                    "-- +upgrade^-- +downgrade^-- +downgrade   | 3 | 1 | there twice",
                    "-- +autocommit^-- +upgrade                | 1 | 1 | stands before the first section",
                    "-- +upgrade^-- +autocommit^-- +autocommit | 3 | 1 | inside the autocommit part that begins at db/a.sql:2:1",
                    "-- +upgrade^-- +autocommit^SELECT 1;      | 2 | 1 | autocommit part that begins here has no end",
                    "-- +upgrade^-- +autocommit^-- +downgrade  | 2 | 1 | autocommit part that begins here has no end",
                    "-- +upgrade^-- +end                       | 2 | 1 | ends nothing",
                    "-- +upgrade^ \\connect x                  | 2 | 2 | \"\\connect x\" is a command of psql",
                    "-- +upgrade^\\.                           | 2 | 1 | no COPY … FROM stdin; stands before it",
                    "\\set x 1                                 | 1 | 1 | write what it does as SQL, or remove it",
                    "-- +upgrade^SELECT 1 \\gset               | 2 | 10 | A psql command stands inside the statement",
                    "-- +upgrade^begin;                        | 2 | 1 | The statement \"begin\" (db/a.sql:2:1) begins or ends a transaction",
                    "-- +upgrade^-- +autocommit^COMMIT;^-- +end | 3 | 1 | begins or ends a transaction",
                    "-- +upgrade^ROLLBACK                      | 2 | 1 | begins or ends a transaction",
                    "-- +upgrade^START TRANSACTION;            | 2 | 1 | begins or ends a transaction",
                    "-- +upgrade^PREPARE TRANSACTION 'a';      | 2 | 1 | begins or ends a transaction",
                    "-- +upgrade^VACUUM;                       | 2 | 1 | Put a line \"-- +autocommit\" before it and a line \"-- +end\" after it.",
                    "-- +upgrade^SELECT 1; CREATE INDEX CONCURRENTLY i ON t (a); | 2 | 11 | cannot run in a transaction block",
                    "-- +upgrade^SET standard_conforming_strings = off; | 2 | 1 | changes how the server reads strings",
                    "-- +upgrade^COPY t TO STDOUT;             | 2 | 1 | sends rows to a client that waits for none",
                    "-- +upgrade^SELECT 'a                     | 2 | 8 | string that begins here is not closed",
                    "-- +upgrade^COPY t FROM stdin;^1          | 2 | 1 | data of the COPY statement that begins here has no end",
                })
        void nameTheirPlace(String content, int line, int column, String message) {
            assertThatThrownBy(() -> inspect(content.replace('^', '\n')))
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.place())
                            .isEqualTo(Place.of("db/a.sql", line, column)))
                    .hasMessageContaining(message);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "-- revision: a1\n", "-- +downgrade\nSELECT 1;"})
        void askForAWayUp(String content) {
            assertThatThrownBy(() -> inspect(content))
                    .isInstanceOf(InvalidRevisionFileException.class)
                    .hasMessageContaining("db/a.sql has no way up. Put a line \"-- +upgrade\"");
        }

        @Test
        void nameTheLineOfBytesThatAreNoUtf8HoweverFarDown() {
            byte[] content = ("-- +upgrade\r\n" + "SELECT 1;\r\n".repeat(5000) + "SELECT '\u00ff';")
                    .getBytes(StandardCharsets.ISO_8859_1);

            assertThatThrownBy(() -> file(content).inspect(NONE))
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.line())
                            .isEqualTo(5002));
        }

        @Test
        void nameTheLineOfACutOffCharacter() {
            byte[] whole = "-- +upgrade\nSELECT 'é".getBytes(StandardCharsets.UTF_8);
            byte[] cut = Arrays.copyOf(whole, whole.length - 1);

            assertThatThrownBy(() -> file(cut).inspect(NONE))
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.line())
                            .isEqualTo(2))
                    .hasMessageContaining("0xC3");
        }

        @Test
        void nameTheLineOfANulCharacter() {
            assertThatThrownBy(() -> inspect("-- +upgrade\nSELECT '\0'"))
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.line())
                            .isEqualTo(2));
        }

        @Test
        void areTheOnlyAnswerToADamagedFile() {
            byte[] whole = (SAMPLE + "COPY t FROM stdin;\n${v}\n\\.\nSELECT $a$ ${v} $a$, E'\\'', (1);\n")
                    .getBytes(StandardCharsets.UTF_8);
            Random random = new Random(5);
            int refused = 0;
            for (int round = 0; round < 3000; round++) {
                refused += isRefused(damaged(whole, random)) ? 1 : 0;
            }

            assertThat(refused).isBetween(500, 2900);
        }

        private boolean isRefused(byte[] content) {
            try {
                file(content).inspect(Map.of("v", "1"));
                return false;
            } catch (InvalidRevisionFileException e) {
                assertThat(e.file()).isEqualTo("db/a.sql");
                return true;
            }
        }

        private byte[] damaged(byte[] whole, Random random) {
            byte[] content = Arrays.copyOf(whole, whole.length - random.nextInt(3) * random.nextInt(40));
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                byte[] signs = "'\"$;\\\n\r-/*()+.{} \u00e9".getBytes(StandardCharsets.UTF_8);
                content[random.nextInt(content.length)] = signs[random.nextInt(signs.length)];
            }
            return content;
        }

        @Test
        void shortenALongStatement() {
            assertThatThrownBy(() -> inspect("-- +upgrade\nVACUUM\n\t" + "x, ".repeat(10_000) + "y"))
                    .hasMessageContaining("The statement \"VACUUM x, x, x")
                    .hasMessageContaining("…\"")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
        }
    }

    @Nested
    class Reading {

        @Test
        void givesOneDirectionInOrder() {
            SqlRevisionFile file = file(SAMPLE);

            assertThat(all(file.openUpgrade(NONE)))
                    .containsExactly(
                            "5 CREATE TABLE account (id bigint)",
                            "7 CREATE TYPE shop.status AS ENUM ('a')",
                            "auto 10 CREATE INDEX CONCURRENTLY ix ON account (id)",
                            "auto 13 VACUUM",
                            "auto 13 CALL p()",
                            "17 ALTER TYPE status ADD VALUE 'b'");
            assertThat(all(file.openDowngrade(NONE))).containsExactly("19 DROP TABLE account");
        }

        @Test
        void takesWhatMayCommitAsBareInAutocommitParts() {
            try (SqlScript script = file("-- +upgrade\nCALL p();\n-- +autocommit\nCALL p();\n-- +end")
                    .openUpgrade(NONE)) {
                assertThat(Objects.requireNonNull(script.next()).bare()).isFalse();
                assertThat(Objects.requireNonNull(script.next()).bare()).isTrue();
                assertThat(script.next()).isNull();
                assertThat(script.next()).isNull();
            }
        }

        @Test
        void handsOutCopyDataUntouched() throws IOException {
            SqlRevisionFile file = file("-- +upgrade\nCOPY t FROM stdin;\n${a}\t1\r\n\\.\nSELECT ${a};");
            try (SqlScript script = file.openUpgrade(Map.of("a", "x"))) {
                ScriptStatement copy = Objects.requireNonNull(script.next());
                StringWriter data = new StringWriter();
                Objects.requireNonNull(copy.copyData()).transferTo(data);
                ScriptStatement select = Objects.requireNonNull(script.next());

                assertThat(copy.traits().kind()).isEqualTo(StatementKind.COPY_FROM_CLIENT);
                assertThat(data).hasToString("${a}\t1\r\n");
                assertThat(select.text()).isEqualTo("SELECT x");
                assertThat(select.copyData()).isNull();
                assertThat(select.place()).isEqualTo(Place.of("db/a.sql", 5, 1));
            }
        }

        @Test
        void passesOverDataOfTheOtherDirection() {
            SqlRevisionFile file =
                    file("-- +upgrade\nCOPY t FROM stdin;\n-- +downgrade\n\\.\n-- +downgrade\nDELETE FROM t;");

            assertThat(all(file.openDowngrade(NONE))).containsExactly("6 DELETE FROM t");
        }

        @Test
        void failsWhereThereIsNoWayDown() {
            try (SqlScript script = file("-- +upgrade\nSELECT 1;").openDowngrade(NONE)) {
                assertThatThrownBy(script::next)
                        .isInstanceOf(IrreversibleRevisionException.class)
                        .hasMessageContaining("db/a.sql has no way down.");
            }
        }
    }

    @Nested
    class PlaceholderValues {

        private String upgraded(String statement, Map<String, String> values) {
            return all(file("-- +upgrade\n" + statement).openUpgrade(values)).toString();
        }

        @Test
        void areReplacedOnlyWhereSomeAreGiven() {
            assertThat(upgraded("SELECT ${a};", NONE)).isEqualTo("[2 SELECT ${a}]");
            assertThat(upgraded("SELECT ${a}, $${a}$$;", Map.of("a", "1"))).isEqualTo("[2 SELECT 1, $${a}$$]");
        }

        @Test
        void areRefusedUnderANameThatNobodyGave() {
            assertThatThrownBy(() -> file("-- +upgrade\nSELECT\n '${b}';").inspect(Map.of("a", "1")))
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.place())
                            .isEqualTo(Place.of("db/a.sql", 3, 3)));
        }

        @Test
        void decideWhatKindOfStatementItIs() {
            Map<String, String> values = Map.of("how", "CONCURRENTLY", "none", "");

            assertThatThrownBy(() -> upgraded("CREATE INDEX ${how} i ON t (a);", values))
                    .hasMessageContaining("cannot run in a transaction block");
            assertThat(upgraded("CREATE INDEX ${none} i ON t (a);", values)).contains("CREATE INDEX  i");
        }

        @Test
        void mayLeaveNothingOfAStatement() {
            assertThat(upgraded("${none};SELECT 1;", Map.of("none", " "))).isEqualTo("[2 SELECT 1]");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "SELECT ${v};        | 1; DROP TABLE t   | more than one statement",
                    "SELECT ${v};        | 1; \\echo         | more than one statement",
                    "SELECT ${v};        | 'a                | cannot be read: The string that begins here is not closed",
                    "COPY t FROM ${v};   | stdin             | Write these words out",
                })
        void mayNotBreakTheStatement(String statement, String value, String message) {
            assertThatThrownBy(() -> upgraded(statement, Map.of("v", value)))
                    .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.place())
                            .isEqualTo(Place.of("db/a.sql", 2, 1)))
                    .hasMessageContaining(message);
        }

        @Test
        void mayStandInACopyStatement() {
            assertThat(upgraded("COPY ${v}.t FROM stdin;\n1\n\\.\n", Map.of("v", "s")))
                    .isEqualTo("[2 COPY s.t FROM stdin]");
        }

        @Test
        void doNotBlurThePlaceOfAnError() {
            SqlRevisionFile file = file("-- +upgrade\n\n  SELECT '${v}',\n    nope;");
            try (SqlScript script = file.openUpgrade(Map.of("v", "a\nlong \uD83D\uDE00 value"))) {
                ScriptStatement select = Objects.requireNonNull(script.next());
                int nope = select.text().codePointCount(0, select.text().indexOf("nope")) + 1;

                assertThat(select.placeAt(1)).isEqualTo(Place.of("db/a.sql", 3, 3));
                assertThat(select.placeAt(12)).isEqualTo(Place.of("db/a.sql", 3, 11));
                assertThat(select.placeAt(nope)).isEqualTo(Place.of("db/a.sql", 4, 5));
                assertThat(select.placeAt(100_000)).isEqualTo(Place.of("db/a.sql", 4, 9));
            }
        }
    }
}
