package dev.reflux.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.schema.Check;
import dev.reflux.schema.Column;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.ConstraintType;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Identity;
import dev.reflux.schema.Index;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.schema.Unique;
import dev.reflux.testsupport.RandomOperations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReversalTests {

    private static final DataType INTEGER = DataType.parse("integer");
    private static final DataType TEXT = DataType.parse("text");
    private static final SequenceOptions NO_OPTIONS = SequenceOptions.builder().build();

    private static Operation reverse(Operation operation) {
        Reverse reverse = operation.reverse();
        assertThat(reverse).isInstanceOf(Reverse.By.class);
        return ((Reverse.By) reverse).operation();
    }

    /** Both are the reverse of the other. */
    private static void assertPair(Operation there, Operation back) {
        assertThat(reverse(there)).isEqualTo(back);
        assertThat(reverse(back)).isEqualTo(there);
    }

    private static String reason(Operation operation) {
        Reverse reverse = operation.reverse();
        assertThat(reverse).isInstanceOf(Reverse.None.class);
        return ((Reverse.None) reverse).reason();
    }

    @Nested
    class Pairs {

        @Test
        void creatingATableAndDroppingIt() {
            CreateTable table = CreateTable.builder("account")
                    .schema("shop")
                    .columns(Column.builder("id", INTEGER).primaryKey().build())
                    .comment("c")
                    .with(Map.of("fillfactor", "70"))
                    .build();

            assertPair(table, new DropTable("account", "shop", false, false, table));
        }

        @Test
        void addingAColumnAndDroppingIt() {
            Column column =
                    Column.builder("email", TEXT).unique().defaultValue("x").build();

            assertPair(
                    new AddColumn("account", "shop", column, false),
                    new DropColumn("account", "shop", "email", false, false, column));
        }

        @Test
        void creatingAnIndexAndDroppingIt() {
            CreateIndex index = new CreateIndex(
                    "account",
                    "shop",
                    Index.builder().name("i").columns("a").unique().build(),
                    true,
                    false);

            assertPair(index, new DropIndex("i", "shop", true, false, false, index));
        }

        @Test
        void addingAConstraintAndDroppingIt() {
            List<Constraint> constraints = List.of(
                    new PrimaryKey("pk", List.of("a")),
                    Unique.builder().name("uq").columns("a").deferrable().build(),
                    Check.builder("a > 0").name("ck").notValid().build());

            for (Constraint each : constraints) {
                assertPair(
                        CreateConstraint.of("t", "s", each),
                        new DropConstraint(String.valueOf(each.name()), "t", "s", false, false, null, each));
            }
        }

        @Test
        void creatingASequenceOrAnEnumAndDroppingIt() {
            CreateSequence sequence = CreateSequence.builder(
                            "q", SequenceOptions.builder().start(5L).build())
                    .schema("s")
                    .build();
            CreateEnum mood = CreateEnum.builder("mood").schema("s").values("a").build();

            assertPair(sequence, new DropSequence("q", "s", false, false, sequence));
            assertPair(mood, new DropEnum("mood", "s", false, mood));
        }

        @Test
        void renaming() {
            assertPair(new RenameTable("a", "b", "s"), new RenameTable("b", "a", "s"));
            assertPair(new RenameConstraint("t", "s", "a", "b"), new RenameConstraint("t", "s", "b", "a"));
            assertPair(new RenameEnumValue("e", "s", "a", "b"), new RenameEnumValue("e", "s", "b", "a"));
            assertPair(
                    AlterSequence.builder("a", NO_OPTIONS).newName("b").build(),
                    AlterSequence.builder("b", NO_OPTIONS).newName("a").build());
        }

        @Test
        void commentingOnATable() {
            assertPair(new CreateTableComment("t", "s", "new", null), new DropTableComment("t", "s", "new"));
            assertPair(new CreateTableComment("t", "s", "new", "old"), new CreateTableComment("t", "s", "old", "new"));
            assertThat(reverse(new CreateTableComment("t", null, "new", "")))
                    .isEqualTo(new DropTableComment("t", null, "new"));
        }

        @Test
        void severalOutsideOfTransactionsInTheOtherOrder() {
            CreateIndex index = new CreateIndex(
                    "t", null, Index.builder().name("i").columns("a").build(), true, false);
            CreateEnum mood = CreateEnum.builder("mood").build();

            assertPair(
                    new Autocommit(List.of(index, mood)),
                    new Autocommit(List.of(
                            new DropEnum("mood", null, false, mood),
                            new DropIndex("i", null, true, false, false, index))));
        }

        @Test
        void whereOnlyOneSideSaysWhatWasDropped() {
            assertThat(reverse(new CreateSchema("s", false))).isEqualTo(new DropSchema("s", false, false));
            assertThat(reverse(new CreateExtension("x", "s", false))).isEqualTo(new DropExtension("x", false, false));
        }
    }

    @Nested
    class Dropped {

        @Test
        void getsTheNameAndTheSchemaOfTheDrop() {
            CreateIndex index =
                    new CreateIndex("t", null, Index.builder().columns("a").build(), false, false);

            assertThat(reverse(new DropTable(
                            "t", "s", false, true, CreateTable.builder("t").build())))
                    .isEqualTo(CreateTable.builder("t").schema("s").build());
            assertThat(reverse(new DropSequence(
                            "q",
                            "s",
                            false,
                            true,
                            CreateSequence.builder("q", NO_OPTIONS).build())))
                    .isEqualTo(
                            CreateSequence.builder("q", NO_OPTIONS).schema("s").build());
            assertThat(reverse(new DropEnum(
                            "e", "s", false, CreateEnum.builder("e").build())))
                    .isEqualTo(CreateEnum.builder("e").schema("s").build());
            assertThat(reverse(new DropIndex("i", "s", true, false, false, index)))
                    .isEqualTo(new CreateIndex(
                            "t", "s", Index.builder().name("i").columns("a").build(), true, false));
            assertThat(reverse(new DropConstraint(
                            "c",
                            "t",
                            "s",
                            false,
                            true,
                            ConstraintType.CHECK,
                            Check.builder("a > 0").build())))
                    .isEqualTo(new CreateCheckConstraint(
                            "t", "s", Check.builder("a > 0").name("c").build()));
        }
    }

    @Nested
    class Columns {

        private final AlterColumn.Builder change =
                AlterColumn.builder("account", "email").schema("shop");
        private final AlterColumn.Builder back =
                AlterColumn.builder("account", "email").schema("shop");

        @Test
        void getTheirTypeAndCollationBack() {
            assertPair(
                    change.type(TEXT)
                            .collation("\"C\"")
                            .existingType(DataType.parse("varchar(320)"))
                            .existingCollation("\"de\"")
                            .build(),
                    back.type(DataType.parse("varchar(320)"))
                            .collation("\"de\"")
                            .existingType(TEXT)
                            .existingCollation("\"C\"")
                            .build());
        }

        @Test
        void getTheirNameAndNullabilityBack() {
            assertPair(
                    change.newName("mail")
                            .nullable(false)
                            .existingNullable(true)
                            .build(),
                    AlterColumn.builder("account", "mail")
                            .schema("shop")
                            .newName("email")
                            .nullable(true)
                            .existingNullable(false)
                            .build());
        }

        @Test
        void getTheirDefaultBack() {
            assertPair(
                    change.defaultValue(5).existingDefaultSql("1 + 1").build(),
                    back.defaultSql("1 + 1").existingDefault(5).build());
        }

        @Test
        void loseADefaultThatTheyHadNot() {
            assertPair(
                    change.defaultSql("now()").existingDefault(null).build(),
                    back.dropDefault().existingDefaultSql("now()").build());
        }

        @Test
        void getTheirCommentBackOrLoseIt() {
            assertPair(
                    change.comment("new").existingComment("old").build(),
                    back.comment("old").existingComment("new").build());
            assertPair(
                    AlterColumn.builder("t", "c")
                            .comment("new")
                            .existingComment("")
                            .build(),
                    AlterColumn.builder("t", "c")
                            .dropComment()
                            .existingComment("new")
                            .build());
        }

        @Test
        void getTheirIdentityBackOrLoseIt() {
            Identity old =
                    new Identity(true, SequenceOptions.builder().start(5L).build());
            Identity young = new Identity(false, NO_OPTIONS);

            assertPair(
                    change.identity(young).existingIdentity(old).build(),
                    back.identity(old).existingIdentity(young).build());
            assertPair(
                    AlterColumn.builder("t", "c").identity(young).build(),
                    AlterColumn.builder("t", "c")
                            .dropIdentity()
                            .existingIdentity(young)
                            .build());
        }

        @Test
        void tradeADefaultForAnIdentity() {
            Identity identity = new Identity(true, NO_OPTIONS);

            assertPair(
                    change.identity(identity).existingDefault(3).build(),
                    back.dropIdentity()
                            .existingIdentity(identity)
                            .defaultValue(3)
                            .build());
        }

        @Test
        void keepSayingWhatHasNotChanged() {
            assertPair(
                    change.newName("mail")
                            .existingType(TEXT)
                            .existingNullable(true)
                            .existingDefault("x")
                            .existingComment("c")
                            .existingCollation("\"C\"")
                            .build(),
                    AlterColumn.builder("account", "mail")
                            .schema("shop")
                            .newName("email")
                            .existingType(TEXT)
                            .existingNullable(true)
                            .existingDefault("x")
                            .existingComment("c")
                            .existingCollation("\"C\"")
                            .build());
        }

        @Test
        void forgetHowValuesWereMade() {
            assertThat(reverse(change.type(INTEGER)
                            .using("email::integer")
                            .existingType(TEXT)
                            .build()))
                    .isEqualTo(back.type(TEXT).existingType(INTEGER).build());
        }

        @Test
        void areCastToATypeThatTheServerDoesNotTurnThemInto() {
            assertThat(reverse(change.newName("Mail \"1\"")
                            .type(TEXT)
                            .existingType(INTEGER)
                            .existingDefault(3)
                            .build()))
                    .isEqualTo(AlterColumn.builder("account", "Mail \"1\"")
                            .schema("shop")
                            .newName("email")
                            .type(INTEGER)
                            .using("CAST(\"Mail \"\"1\"\"\" AS integer)")
                            .existingType(TEXT)
                            .defaultValue(3)
                            .existingDefault(3)
                            .build());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        boolean      | integer        | CAST("c" AS integer)
                        text         | boolean        | CAST("c" AS boolean)
                        varchar(9)   | timestamptz(3) | CAST("c" AS timestamptz(3))
                        jsonb        | numeric(5,2)   | CAST("c" AS numeric(5,2))
                        text[]       | integer[]      | CAST("c" AS integer[])
                        text         | shop."Order"   | CAST(CAST("c" AS text) AS "shop"."Order")
                        mood2[]      | mood[]         | CAST(CAST("c" AS text[]) AS "mood"[])
                        text         | varchar(9)     |
                        integer      | varchar(9)     |
                        text         | bit(3)         |
                        text         | double         |
                        bigint       | integer        |
                        timestamptz  | date           |
                        json         | jsonb          |
                        mood         | text           |
                        mood         | integer        |
                        integer      | positive       |
                        mood         | mood           |
                        """)
        void areCastOnlyWhereThatCutsNothingOff(String type, String existingType, String using) {
            AlterColumn back = (AlterColumn) reverse(AlterColumn.builder("t", "c")
                    .type(DataType.parse(type))
                    .existingType(DataType.parse(existingType))
                    .build());

            assertThat(back.using()).isEqualTo(using);
        }

        @Test
        void needEveryChangeToBeKnown() {
            AlterColumn.Builder other = AlterColumn.builder("t", "c");

            assertThat(reason(other.type(TEXT).build()))
                    .isEqualTo("\"alter column c of t\" has no reverse, because nothing says what was there before; add"
                            + " the key existing_type.");
            assertThat(reason(other.existingType(INTEGER).nullable(true).build()))
                    .endsWith("add the key existing_nullable.");
            assertThat(reason(other.existingNullable(false).dropDefault().build()))
                    .endsWith("add the key existing_default.");
            assertThat(reason(other.existingDefault(1).dropComment().build()))
                    .endsWith("add the key existing_comment.");
            assertThat(reason(other.existingComment("c").dropIdentity().build()))
                    .endsWith("add the key existing_identity.");
            assertThat(other.existingIdentity(new Identity(true, NO_OPTIONS))
                            .build()
                            .reverse())
                    .isInstanceOf(Reverse.By.class);
        }
    }

    @Nested
    class NoReverse {

        @Test
        void ofADropThatDoesNotSayWhatItWas() {
            List<Operation> drops = List.of(
                    DropTable.builder("t").build(),
                    DropColumn.builder("t", "c").build(),
                    DropIndex.builder("i").build(),
                    DropConstraint.builder("c", "t").build(),
                    DropSequence.builder("q").build(),
                    DropEnum.builder("e").build());

            assertThat(drops).allSatisfy(drop -> assertThat(reason(drop))
                    .isEqualTo("\"" + drop.describe() + "\" has no reverse, because nothing says what it was; add"
                            + " the key dropped with its definition."));
            assertThat(reason(DropTableComment.builder("t").build())).endsWith("add the key existing_comment.");
        }

        @Test
        void ofWhatMayNotHaveDoneAnything() {
            CreateTable table = CreateTable.builder("t").build();
            Column column = Column.builder("c", TEXT).build();
            CreateIndex index = CreateIndex.builder(
                            "t", Index.builder().name("i").columns("c").build())
                    .build();
            CreateSequence sequence = CreateSequence.builder("q", NO_OPTIONS).build();
            CreateEnum mood = CreateEnum.builder("e").build();

            assertThat(List.of(
                            new DropTable("t", null, true, false, table),
                            new DropColumn("t", null, "c", true, false, column),
                            new DropIndex("i", null, false, true, false, index),
                            new DropConstraint(
                                    "c",
                                    "t",
                                    null,
                                    true,
                                    false,
                                    null,
                                    Check.builder("c > 0").build()),
                            new DropSequence("q", null, true, false, sequence),
                            new DropEnum("e", null, true, mood)))
                    .allSatisfy(drop -> assertThat(reason(drop))
                            .endsWith("because with if_exists it may not have dropped anything; leave if_exists out."));
            assertThat(List.of(
                            CreateTable.builder("t").ifNotExists().build(),
                            new AddColumn("t", null, column, true),
                            new CreateIndex("t", null, index.index(), false, true),
                            new CreateSchema("s", true),
                            new CreateSequence("q", null, null, NO_OPTIONS, null, true),
                            new CreateExtension("x", null, true)))
                    .allSatisfy(create -> assertThat(reason(create))
                            .endsWith("because with if_not_exists it may not have created anything; leave if_not_exists"
                                    + " out."));
        }

        @Test
        void ofWhatHasNoName() {
            assertThat(reason(new CreateCheckConstraint(
                            "t", null, Check.builder("a > 0").build())))
                    .isEqualTo(
                            "\"add check constraint to t\" has no reverse, because it has no name to drop it by; add the"
                                    + " key name, or set naming-convention.");
            assertThat(reason(CreateIndex.builder(
                                    "t", Index.builder().columns("a").build())
                            .build()))
                    .endsWith("add the key name, or set naming-convention.");
        }

        @Test
        void ofWhatCannotBeKnown() {
            AlterSequence restart = AlterSequence.builder("q", NO_OPTIONS)
                    .newName("r")
                    .restart(1L)
                    .build();

            assertThat(List.of(
                            new DropSchema("s", false, false),
                            new DropExtension("x", false, false),
                            new ValidateConstraint("c", "t", null),
                            AddEnumValue.builder("e", "v").build(),
                            new BulkInsert("t", null, List.of(), List.of()),
                            new Execute("SELECT 1", Map.of()),
                            AlterSequence.builder("q", NO_OPTIONS).build(),
                            restart))
                    .allSatisfy(operation -> assertThat(reason(operation))
                            .startsWith("\"" + operation.describe() + "\" has no reverse, because ")
                            .endsWith("; write the way back in downgrade."));
        }

        @Test
        void ofSeveralTellsOfTheFirst() {
            Operation first = new Execute("SELECT 1", Map.of());
            Operation second = new DropSchema("s", false, false);

            assertThat(reason(new Autocommit(List.of(new CreateSchema("s", false), first, second))))
                    .isEqualTo(reason(first));
        }
    }

    @Test
    void aReverseIsTheReverseOfItsReverse() {
        int reversible = 0;
        for (Operation operation : new RandomOperations(4).next(5_000)) {
            if (operation.reverse() instanceof Reverse.By back
                    && back.operation().reverse() instanceof Reverse.By there) {
                assertThat(reverse(there.operation())).isEqualTo(back.operation());
                reversible++;
            }
        }
        assertThat(reversible).isGreaterThan(1_000);
    }
}
