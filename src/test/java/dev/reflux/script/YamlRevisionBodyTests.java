package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.operation.AlterColumn;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.BulkColumn;
import dev.reflux.operation.BulkInsert;
import dev.reflux.operation.CreateForeignKey;
import dev.reflux.operation.CreateIndex;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.DropConstraint;
import dev.reflux.operation.DropIndex;
import dev.reflux.operation.DropTable;
import dev.reflux.operation.Execute;
import dev.reflux.operation.Operation;
import dev.reflux.operation.Parameter;
import dev.reflux.schema.Column;
import dev.reflux.schema.Identity;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.Literal;
import dev.reflux.schema.NullsOrder;
import dev.reflux.schema.ReferentialAction;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.schema.SortOrder;
import dev.reflux.script.notation.PlacedOperation;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.sql.TextPosition;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlRevisionBodyTests {

    private static YamlRevisionBody read(String body) {
        return YamlRevisionBody.read(RevisionSource.ofText("db/a.yaml", "revision: a1\n" + body));
    }

    /** The only operation of an upgrade. */
    private static <T extends Operation> T one(Class<T> type, String operation) {
        List<PlacedOperation> upgrade = read("upgrade:\n  - " + operation).upgrade();
        assertThat(upgrade).hasSize(1);
        return type.cast(upgrade.get(0).operation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", "[],", "{},", "{a: b},"})
    void moreValuesThanMemoryHoldsAreRefused(String value) {
        assertThatThrownBy(() -> read("upgrade:\n  - execute: [" + value.repeat(1_000_001) + "]\n"))
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("holds more than 1000000 values")
                .hasMessageContaining("COPY");
    }

    @Test
    void checksumIsThatOfTheTextHoweverItsLinesEnd() {
        String text = "revision: a1\nupgrade: []\n";
        String unix =
                YamlRevisionBody.read(RevisionSource.ofText("a.yaml", text)).checksum();
        String windows = "\uFEFF" + text.replace("\n", "\r\n");

        assertThat(unix).isEqualTo("819059f1ad0a4864570034cbef4eb7847ffb43e8ea7b083fe48abbd97d1af977");
        assertThat(YamlRevisionBody.read(RevisionSource.ofText("a.yaml", windows))
                        .checksum())
                .isEqualTo(unix);
    }

    @ParameterizedTest
    @MethodSource("dev.reflux.script.YamlMistake#all")
    void mistakeIsToldWhereItIs(YamlMistake mistake) {
        assertThatThrownBy(() -> read(mistake.body())).isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> {
            assertThat(e.getMessage())
                    .startsWith("db/a.yaml:" + mistake.line() + ":" + mistake.column() + ": ")
                    .contains(mistake.message())
                    .endsWith(".");
            assertThat(new Place(null, e.file(), e.place().line(), e.place().column()))
                    .isEqualTo(Place.of("db/a.yaml", mistake.line(), mistake.column()));
        });
    }

    @Test
    void mistakeInAnOperationNamesTheRevisionEvenIfItsIdFollows() {
        assertThatThrownBy(() -> YamlRevisionBody.read(
                        RevisionSource.ofText("a.yaml", "upgrade:\n  - drop_table: {}\nrevision: b2\n")))
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, e -> assertThat(e.place())
                        .isEqualTo(new Place("b2", "a.yaml", 2, 5)));
    }

    @Test
    void aCharacterOfTwoUnitsMayStandAnywhere() {
        for (int blanks = 900; blanks < 1100; blanks++) {
            String comment = " ".repeat(blanks) + "\uD83D\uDE00";

            CreateTable table = one(CreateTable.class, "create_table: {name: a, comment: '" + comment + "'}");

            assertThat(table.comment()).isEqualTo(comment);
        }
    }

    @Nested
    class Places {

        @Test
        void areThoseOfTheNamesOfOperations() {
            YamlRevisionBody body = read(
                    """
                    upgrade:
                      - drop_table: {name: a}

                      - # a comment
                        drop_table:
                          name: b
                    """);

            assertThat(body.upgrade().stream().map(PlacedOperation::position))
                    .containsExactly(new TextPosition(3, 5), new TextPosition(6, 5));
        }

        @Test
        void areKeptInsideAutocommit() {
            PlacedOperation autocommit =
                    read("""
                            upgrade:
                              - autocommit:
                                  - execute: VACUUM
                                  - execute: CHECKPOINT
                            """)
                            .upgrade()
                            .get(0);

            assertThat(autocommit.parts().stream().map(PlacedOperation::position))
                    .containsExactly(new TextPosition(4, 9), new TextPosition(5, 9));
            assertThat(autocommit.operation())
                    .isEqualTo(new Autocommit(autocommit.parts().stream()
                            .map(PlacedOperation::operation)
                            .toList()));
        }
    }

    @Nested
    class TheWayDown {

        @Test
        void isAbsentWithoutTheKey() {
            assertThat(read("upgrade: []").downgrade()).isEqualTo(new YamlDowngrade.Absent());
        }

        @ParameterizedTest
        @ValueSource(strings = {"auto", "'auto'"})
        void isAutomaticByOneWord(String word) {
            assertThat(read("downgrade: " + word + "\nupgrade: []").downgrade())
                    .isEqualTo(new YamlDowngrade.Automatic(new TextPosition(2, 12)));
        }

        @Test
        void mayHaveNothingToDo() {
            assertThat(read("upgrade: []\ndowngrade: []").downgrade()).isEqualTo(new YamlDowngrade.Listed(List.of()));
        }

        @Test
        void isAListOfOperations() {
            YamlDowngrade downgrade =
                    read("upgrade: []\ndowngrade: [drop_table: {name: a}]").downgrade();

            assertThat(downgrade)
                    .isEqualTo(new YamlDowngrade.Listed(List.of(
                            new PlacedOperation(DropTable.builder("a").build(), new TextPosition(3, 13), List.of()))));
        }
    }

    @Nested
    class Keys {

        @ParameterizedTest
        @ValueSource(strings = {"create_table: {%s: 1}", "%s: 1", "%s: 1, create_schema: {name: a}"})
        void thatAreLongAreShownInPart(String operation) {
            String key = "x".repeat(39) + "\uD83D\uDE00" + "y".repeat(500);

            assertThatThrownBy(() -> read("upgrade:\n  - {" + operation.formatted(key) + "}"))
                    .hasMessageContaining("x".repeat(39) + "\uD83D\uDE00…")
                    .hasMessageNotContaining("y…");
        }

        @Test
        void ofSeveralLinesAreShownByTheFirst() {
            assertThatThrownBy(() -> read("upgrade:\n  - create_table: {\"first\\nsecond\\nthird\": 1}"))
                    .hasMessageContaining("\"first…\" is not a key of create_table");
        }

        @Test
        void ofUnwrappedRecordsStandAmongThoseOfTheOwner() {
            CreateForeignKey operation = one(
                    CreateForeignKey.class,
                    "create_foreign_key: {table: t, schema: s, name: fk, columns: [a], referent_table: u}");

            assertThat(operation.schema()).isEqualTo("s");
            assertThat(operation.constraint().name()).isEqualTo("fk");
            assertThat(operation.constraint().referentTable()).isEqualTo("u");
        }

        @Test
        void leftOutMeanTheDefaultAndNullMeansTheSame() {
            CreateTable operation = one(
                    CreateTable.class,
                    "create_table: {name: t, schema: null, unlogged: ~, with: , columns: [{name: a, type: text}]}");

            assertThat(operation)
                    .isEqualTo(CreateTable.builder("t")
                            .columns(Column.builder(
                                            "a", operation.columns().get(0).type())
                                    .build())
                            .build());
            assertThat(operation.columns().get(0).nullable()).isTrue();
        }

        @Test
        void ofWhatIsDroppedComeFromTheOperationThatDrops() {
            DropIndex operation =
                    one(DropIndex.class, "drop_index: {name: ix, schema: s, dropped: {table: t, columns: [a]}}");

            CreateIndex dropped = Objects.requireNonNull(operation.dropped());
            assertThat(dropped.index().name()).isEqualTo("ix");
            assertThat(dropped.schema()).isEqualTo("s");
        }

        @Test
        void ofWhatIsDroppedDoNotComeFromTheOperationWhereTheyAreGiven() {
            DropIndex operation = one(
                    DropIndex.class,
                    "drop_index: {name: ix, schema: s, dropped: {table: t, columns: [a], schema: null}}");

            assertThat(Objects.requireNonNull(operation.dropped()).schema()).isNull();
        }

        @Test
        void ofADroppedConstraintComeToTheMapBelowItsKind() {
            DropConstraint operation = one(
                    DropConstraint.class, "drop_constraint: {name: ux, table: t, dropped: {unique: {columns: [a]}}}");

            assertThat(Objects.requireNonNull(operation.dropped()).name()).isEqualTo("ux");
        }

        @Test
        void mayBeLeftToASingleValue() {
            assertThat(one(Execute.class, "execute: VACUUM"))
                    .isEqualTo(Execute.builder("VACUUM").build());
            assertThat(one(CreateIndex.class, "create_index: {table: t, columns: [a]}")
                            .index()
                            .columns())
                    .containsExactly(IndexColumn.of("a"));
            assertThat(one(BulkInsert.class, "bulk_insert: {table: t, columns: [a], rows: []}")
                            .columns())
                    .containsExactly(new BulkColumn("a", null));
        }
    }

    @Nested
    class Values {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "12 | 12",
                    "0x1F | 0x1F",
                    "true | true",
                    "1.50 | 1.50",
                    "'a b' | a b",
                    "\"x\\ty\" | x\ty",
                    "'null' | null",
                    "a:b | a:b",
                    "2026-01-01 | 2026-01-01"
                })
        void ofTextsAreTakenAsTheyAreWritten(String yaml, String text) {
            assertThat(one(DropTable.class, "drop_table: {name: " + yaml + "}").name())
                    .isEqualTo(text.replace("\\t", "\t"));
        }

        @Test
        void ofWordsAreTakenInAnyCaseWithBlanksOrUnderscores() {
            for (String word : List.of("set null", "SET NULL", "Set_Null", "'set  null'")) {
                CreateForeignKey operation = one(
                        CreateForeignKey.class,
                        "create_foreign_key: {table: t, columns: [a], referent_table: u, on_delete: " + word + "}");
                assertThat(operation.constraint().onDelete()).isEqualTo(ReferentialAction.SET_NULL);
            }
            IndexColumn column = one(
                            CreateIndex.class,
                            "create_index: {table: t, columns: [{expression: lower(a), order: DESC, nulls: last}]}")
                    .index()
                    .columns()
                    .get(0);
            assertThat(column.order()).isEqualTo(SortOrder.DESC);
            assertThat(column.nulls()).isEqualTo(NullsOrder.LAST);
        }

        @Test
        void ofIntegersHaveAllForms() {
            CreateTable operation = one(
                    CreateTable.class,
                    "create_table: {name: t, columns: [{name: a, type: text, identity: {start: -0x0, increment: 0x10,"
                                    .replace("-0x0", "-9223372036854775808")
                            + " cache: 0o17}}]}");

            assertThat(operation.columns().get(0).identity())
                    .isEqualTo(new Identity(
                            false,
                            SequenceOptions.builder()
                                    .start(Long.MIN_VALUE)
                                    .increment(16L)
                                    .cache(15L)
                                    .build()));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "12 | n 12",
                    "-0 | n 0",
                    "+5 | n 5",
                    "007 | n 7",
                    "0x1f | n 31",
                    "0o17 | n 15",
                    "1.50 | n 1.50",
                    ".5 | n 0.5",
                    "1. | n 1",
                    "1e3 | n 1E+3",
                    "true | b true",
                    "FALSE | b false",
                    "yes | t yes",
                    "on | t on",
                    "0b1 | t 0b1",
                    "1_000 | t 1_000",
                    "12:30 | t 12:30",
                    "2026-01-01 | t 2026-01-01",
                    ".inf | t Infinity",
                    "-.INF | t -Infinity",
                    ".nan | t NaN",
                    "'12' | t 12",
                    "\"true\" | t true",
                    "'null' | t null",
                    "nul | t nul",
                    "0x | t 0x"
                })
        void ofAnyKindFollowTheCoreSchema(String yaml, String literal) {
            String text = literal.substring(2);
            Literal expected =
                    switch (literal.charAt(0)) {
                        case 'n' -> new Literal.Numeric(new BigDecimal(text));
                        case 'b' -> new Literal.Bool(Boolean.parseBoolean(text));
                        default -> new Literal.Text(text);
                    };

            Execute operation = one(Execute.class, "execute:\n      sql: x\n      params:\n        p: " + yaml.strip());

            assertThat(operation.params()).containsExactly(Map.entry("p", new Parameter(null, expected)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
        void ofAnyKindMayBeNull(String yaml) {
            AlterColumn operation = one(
                    AlterColumn.class,
                    "alter_column: {table: t, name: a, default: " + yaml + ", existing_default: " + yaml + "}");

            assertThat(operation.defaultValue()).isEqualTo(new Literal.Null());
            assertThat(operation.existingDefault()).isEqualTo(new Literal.Null());
            assertThat(one(AlterColumn.class, "alter_column: {table: t, name: a}")
                            .defaultValue())
                    .isNull();
        }

        @Test
        void ofAnyKindMayBeListsAndMaps() {
            BulkInsert operation = one(BulkInsert.class, "bulk_insert: {table: t, rows: [{a: [1, {b: null}], ~: x}]}");

            assertThat(operation.rows())
                    .containsExactly(Map.of(
                            "a", Literal.of(List.of(1, Collections.singletonMap("b", null))), "~", Literal.of("x")));
        }

        @Test
        void ofParametersMayHaveATypeOrNot() {
            Execute operation = one(
                    Execute.class,
                    "execute: {sql: x, params: {a: ~, b: {value: ~}, c: {type: text, value: 1}, d: [1]}}");

            assertThat(operation.params())
                    .containsEntry("a", new Parameter(null, Literal.of(null)))
                    .containsEntry("b", new Parameter(null, Literal.of(null)))
                    .containsEntry("d", new Parameter(null, Literal.of(List.of(1))));
            Parameter typed = Objects.requireNonNull(operation.params().get("c"));
            assertThat(Objects.requireNonNull(typed.type()).name()).isEqualTo("text");
            assertThat(typed.value()).isEqualTo(Literal.of(1));
        }
    }
}
