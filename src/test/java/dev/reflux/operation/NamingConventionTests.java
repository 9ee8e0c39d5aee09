package dev.reflux.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.schema.Check;
import dev.reflux.schema.Column;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.ConstraintType;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Exclude;
import dev.reflux.schema.ExcludeElement;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Index;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.Reference;
import dev.reflux.schema.Unique;
import dev.reflux.testsupport.RandomOperations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NamingConventionTests {

    private static final DataType INTEGER = DataType.parse("integer");

    private static final NamingConvention USUAL = NamingConvention.of(Map.of(
            "ix", "ix_%t_%c",
            "uq", "uq_%t_%c",
            "ck", "ck_%t_%n",
            "fk", "fk_%t_%c_%rt",
            "pk", "pk_%t"));

    private static Operation one(NamingConvention convention, Operation operation) {
        List<Operation> named = convention.apply(operation);
        assertThat(named).hasSize(1);
        return named.get(0);
    }

    private static CreateConstraint add(Constraint constraint) {
        return CreateConstraint.of("item", "shop", constraint);
    }

    private static String nameOf(NamingConvention convention, Constraint constraint) {
        Operation named = one(convention, add(constraint));
        return Objects.requireNonNull(((CreateConstraint) named).constraint().name());
    }

    private static String nameOf(NamingConvention convention, Index index) {
        Operation named = one(convention, new CreateIndex("item", null, index, true, false));
        return Objects.requireNonNull(((CreateIndex) named).index().name());
    }

    @Nested
    class Templates {

        @Test
        void fillTheNamesOfConstraintsAndIndexes() {
            assertThat(nameOf(USUAL, PrimaryKey.builder().columns("id").build()))
                    .isEqualTo("pk_item");
            assertThat(nameOf(USUAL, Unique.builder().columns("a", "b").build()))
                    .isEqualTo("uq_item_a_b");
            assertThat(nameOf(
                            USUAL,
                            ForeignKey.builder("order")
                                    .columns("a", "b")
                                    .referentSchema("sale")
                                    .build()))
                    .isEqualTo("fk_item_a_b_order");
            assertThat(nameOf(USUAL, Index.builder().columns("a", "B c").build()))
                    .isEqualTo("ix_item_a_B c");
        }

        @Test
        void leaveGivenNamesAlone() {
            assertThat(nameOf(USUAL, Unique.builder().name("u").columns("a").build()))
                    .isEqualTo("u");
            assertThat(nameOf(USUAL, Index.builder().name("i").columns("a").build()))
                    .isEqualTo("i");
        }

        @Test
        void completeGivenNamesWhereTheyHaveAPlaceForThem() {
            assertThat(nameOf(USUAL, Check.builder("x > 0").name("positive").build()))
                    .isEqualTo("ck_item_positive");
        }

        @Test
        void leaveNamesOfTheirShapeAlone() {
            assertThat(nameOf(
                            USUAL,
                            Check.builder("x > 0").name("ck_item_positive").build()))
                    .isEqualTo("ck_item_positive");
            assertThat(nameOf(
                            USUAL,
                            Check.builder("x > 0").name("ck_other_positive").build()))
                    .isEqualTo("ck_item_ck_other_positive");
            assertThat(nameOf(USUAL, Check.builder("x > 0").name("ck_item_").build()))
                    .isEqualTo("ck_item_ck_item_");
        }

        @Test
        void mayHaveTheGivenNameTwiceAndPercentSigns() {
            NamingConvention convention = NamingConvention.of(Map.of("ck", "%n%%.$1_%n"));

            assertThat(nameOf(convention, Check.builder("x > 0").name("a\\b").build()))
                    .isEqualTo("a\\b%.$1_a\\b");
            assertThat(nameOf(
                            convention,
                            Check.builder("x > 0").name("a\\b%.$1_a\\b").build()))
                    .isEqualTo("a\\b%.$1_a\\b");
            assertThat(nameOf(convention, Check.builder("x > 0").name("a%.$1_b").build()))
                    .isEqualTo("a%.$1_b%.$1_a%.$1_b");
        }

        @Test
        void thatAreMissingLeaveTheNameToTheDatabase() {
            Exclude exclude =
                    Exclude.builder().elements(new ExcludeElement("a", "=")).build();

            assertThat(USUAL.apply(add(exclude))).containsExactly(add(exclude));
            for (Operation operation : new RandomOperations(1).next(500)) {
                assertThat(NamingConvention.NONE.apply(operation)).containsExactly(operation);
            }
        }

        @Test
        void thatNobodyKnowsAreRefused() {
            assertThatThrownBy(() -> NamingConvention.of(Map.of("xy", "a")))
                    .hasMessage("naming_convention has the unknown kind \"xy\"; known are ix, uq, ck, fk and pk.");
            assertThatThrownBy(() -> NamingConvention.of(Map.of("ix", "a%d")))
                    .hasMessage(
                            "naming_convention has \"a%d\" with an unknown token after %; known are %t %c %rt %n and %%.");
            assertThatThrownBy(() -> NamingConvention.of(Map.of("ix", "a%")))
                    .isInstanceOf(InvalidOperationException.class);
        }
    }

    @Nested
    class Refuses {

        @Test
        void aConstraintWithoutTheNameThatTheTemplateNeeds() {
            assertThatThrownBy(() -> USUAL.apply(add(Check.builder("x > 0").build())))
                    .isInstanceOf(InvalidOperationException.class)
                    .hasMessage(
                            "name is missing, and the naming convention \"ck_%t_%n\" cannot make one, since there is"
                                    + " nothing for %n; give a name.");
        }

        @Test
        void anIndexOverAnExpressionWithoutName() {
            Index index = Index.builder()
                    .columns(IndexColumn.of("a"), IndexColumn.expression("lower(b)"))
                    .build();

            assertThatThrownBy(() -> nameOf(USUAL, index))
                    .hasMessage(
                            "name is missing, and the naming convention \"ix_%t_%c\" cannot make one, since there is"
                                    + " nothing for %c; give a name.");
        }

        @Test
        void aNameThatTheDatabaseWouldCutOff() {
            Unique unique = Unique.builder().columns("n".repeat(60)).build();

            assertThatThrownBy(() -> nameOf(USUAL, unique))
                    .isInstanceOf(InvalidOperationException.class)
                    .hasMessageContaining("has 68 bytes in UTF-8");
        }

        @Test
        void aNameToDropOfWhichTooLittleIsKnown() {
            NamingConvention convention = NamingConvention.of(Map.of("uq", "uq_%t_%c_%n"));
            DropConstraint short_ = new DropConstraint("x", "item", null, false, false, ConstraintType.UNIQUE, null);
            DropConstraint full =
                    new DropConstraint("uq_item_a_x", "item", null, false, false, ConstraintType.UNIQUE, null);

            assertThatThrownBy(() -> convention.apply(short_))
                    .hasMessage("name \"x\" is not complete, and the naming convention \"uq_%t_%c_%n\" cannot make one,"
                            + " since there is nothing for %c; give the full name.");
            assertThat(convention.apply(full)).containsExactly(full);
        }

        @Test
        void aColumnThatMayBeThereWithANamedConstraint() {
            AddColumn operation = new AddColumn(
                    "item", null, Column.builder("a", INTEGER).unique().build(), true);

            assertThatThrownBy(() -> USUAL.apply(operation))
                    .hasMessage("if_not_exists does not go together with a constraint of the column that the naming"
                            + " convention names; add it by an operation of its own.");
        }
    }

    @Nested
    class Tables {

        private final Column id =
                Column.builder("id", INTEGER).primaryKey().notNull().build();
        private final Column owner = Column.builder("owner", INTEGER)
                .unique()
                .references("account", "id")
                .build();
        private final Column code = Column.builder("code", INTEGER).index().build();
        private final Column tag =
                Column.builder("tag", INTEGER).unique().index().build();

        @Test
        void sayApartWhatColumnsImply() {
            CreateTable table = CreateTable.builder("item")
                    .schema("shop")
                    .columns(id, owner, code, tag)
                    .constraints(Check.builder("owner > 0").name("positive").build())
                    .indexes(Index.builder().columns("id", "owner").build())
                    .comment("c")
                    .unlogged()
                    .build();

            assertThat(one(USUAL, table))
                    .isEqualTo(CreateTable.builder("item")
                            .schema("shop")
                            .columns(
                                    Column.builder("id", INTEGER).notNull().build(),
                                    Column.builder("owner", INTEGER)
                                            .references(Reference.builder("account")
                                                    .column("id")
                                                    .name("fk_item_owner_account")
                                                    .build())
                                            .build(),
                                    Column.builder("code", INTEGER).build(),
                                    Column.builder("tag", INTEGER).build())
                            .constraints(
                                    new PrimaryKey("pk_item", List.of("id")),
                                    Unique.builder()
                                            .name("uq_item_owner")
                                            .columns("owner")
                                            .build(),
                                    Check.builder("owner > 0")
                                            .name("ck_item_positive")
                                            .build())
                            .indexes(
                                    Index.builder()
                                            .name("ix_item_code")
                                            .columns("code")
                                            .build(),
                                    Index.builder()
                                            .name("ix_item_tag")
                                            .columns("tag")
                                            .unique()
                                            .build(),
                                    Index.builder()
                                            .name("ix_item_id_owner")
                                            .columns("id", "owner")
                                            .build())
                            .comment("c")
                            .unlogged()
                            .build());
        }

        @Test
        void keepWhatHasNoTemplate() {
            CreateTable table =
                    CreateTable.builder("item").columns(id, owner, code, tag).build();
            NamingConvention keys = NamingConvention.of(Map.of("pk", "pk_%t", "uq", "uq_%t"));

            CreateTable named = (CreateTable) one(keys, table);

            assertThat(named.columns())
                    .containsExactly(
                            Column.builder("id", INTEGER).notNull().build(),
                            Column.builder("owner", INTEGER)
                                    .references("account", "id")
                                    .build(),
                            code,
                            tag);
            assertThat(named.constraints().stream().map(Constraint::name)).containsExactly("pk_item", "uq_item");
            assertThat(named.indexes()).isEmpty();
        }

        @Test
        void haveOnePrimaryKeyOfSeveralColumns() {
            CreateTable table = CreateTable.builder("item")
                    .columns(id, Column.builder("part", INTEGER).primaryKey().build())
                    .build();

            assertThat(((CreateTable) one(NamingConvention.of(Map.of("pk", "%t_%c_pk")), table)).constraints())
                    .containsExactly(new PrimaryKey("item_id_part_pk", List.of("id", "part")));
        }

        @Test
        void thatAreDroppedAreNamedToo() {
            CreateTable table = CreateTable.builder("item").columns(id).build();

            assertThat(one(USUAL, new DropTable("item", null, false, true, table)))
                    .isEqualTo(new DropTable("item", null, false, true, (CreateTable) one(USUAL, table)));
        }

        @Test
        void getColumnsByOperationsOfTheirOwn() {
            Column column = Column.builder("owner", INTEGER)
                    .primaryKey()
                    .unique()
                    .references("account", "id")
                    .build();

            assertThat(USUAL.apply(new AddColumn("item", "shop", column, false)))
                    .containsExactly(
                            new AddColumn(
                                    "item",
                                    "shop",
                                    Column.builder("owner", INTEGER)
                                            .references(Reference.builder("account")
                                                    .column("id")
                                                    .name("fk_item_owner_account")
                                                    .build())
                                            .build(),
                                    false),
                            add(new PrimaryKey("pk_item", List.of("owner"))),
                            add(Unique.builder()
                                    .name("uq_item_owner")
                                    .columns("owner")
                                    .build()));
            assertThat(USUAL.apply(new AddColumn("item", "shop", tag, false)))
                    .containsExactly(
                            new AddColumn(
                                    "item",
                                    "shop",
                                    Column.builder("tag", INTEGER).build(),
                                    false),
                            new CreateIndex(
                                    "item",
                                    "shop",
                                    Index.builder()
                                            .name("ix_item_tag")
                                            .columns("tag")
                                            .unique()
                                            .build(),
                                    false,
                                    false));
        }

        @Test
        void getAnIndexThatMayBeThereWithAColumnThatMayBeThere() {
            AddColumn operation = new AddColumn(
                    "item", null, Column.builder("a", INTEGER).index().build(), true);

            assertThat(USUAL.apply(operation).get(1))
                    .isEqualTo(new CreateIndex(
                            "item",
                            null,
                            Index.builder().name("ix_item_a").columns("a").build(),
                            false,
                            true));
        }
    }

    @Nested
    class Drops {

        @Test
        void ofAKnownKindAreCompleted() {
            DropConstraint byType =
                    new DropConstraint("positive", "item", null, true, false, ConstraintType.CHECK, null);
            DropConstraint byDefinition = new DropConstraint(
                    "positive",
                    "item",
                    null,
                    false,
                    true,
                    null,
                    Check.builder("x > 0").build());

            assertThat(one(USUAL, byType))
                    .isEqualTo(new DropConstraint(
                            "ck_item_positive", "item", null, true, false, ConstraintType.CHECK, null));
            assertThat(one(USUAL, byDefinition))
                    .isEqualTo(new DropConstraint(
                            "ck_item_positive",
                            "item",
                            null,
                            false,
                            true,
                            null,
                            Check.builder("x > 0").name("ck_item_positive").build()));
        }

        @Test
        void ofAnUnknownKindAreTakenAsTheyAre() {
            DropConstraint operation = new DropConstraint("positive", "item", null, false, false, null, null);
            DropIndex index = new DropIndex("x", null, false, false, false, null);
            NamingConvention convention = NamingConvention.of(Map.of("ix", "ix_%t_%n", "ck", "ck_%t_%n"));

            assertThat(convention.apply(operation)).containsExactly(operation);
            assertThat(convention.apply(index)).containsExactly(index);
        }

        @Test
        void ofAnIndexAreCompletedFromWhatItWas() {
            NamingConvention convention = NamingConvention.of(Map.of("ix", "ix_%t_%n"));
            CreateIndex dropped =
                    new CreateIndex("item", null, Index.builder().columns("a").build(), true, false);

            assertThat(one(convention, new DropIndex("x", null, true, false, false, dropped)))
                    .isEqualTo(new DropIndex(
                            "ix_item_x",
                            null,
                            true,
                            false,
                            false,
                            new CreateIndex(
                                    "item",
                                    null,
                                    Index.builder()
                                            .name("ix_item_x")
                                            .columns("a")
                                            .build(),
                                    true,
                                    false)));
        }
    }

    @Test
    void applyingItTwiceIsApplyingItOnce() {
        NamingConvention convention =
                NamingConvention.of(Map.of("ix", "i%n", "uq", "%t%n", "ck", "%n_c", "fk", "%n%%", "pk", "p_%n_%n"));
        int named = 0;
        for (Operation operation : new RandomOperations(2).next(3_000)) {
            List<Operation> once;
            try {
                once = convention.apply(operation);
            } catch (InvalidOperationException e) {
                assertThat(e).hasMessageMatching("(?s)(name (is missing|\".*\" has \\d+ bytes)|if_not_exists ).*");
                continue;
            }
            assertThat(once.stream().flatMap(each -> convention.apply(each).stream()))
                    .isEqualTo(once);
            named += once.equals(List.of(operation)) ? 0 : 1;
        }
        assertThat(named).isGreaterThan(200);
    }

    @Test
    void operationsOutsideOfTransactionsAreNamedToo() {
        Operation index =
                new CreateIndex("item", null, Index.builder().columns("a").build(), true, false);

        assertThat(one(USUAL, new Autocommit(List.of(index)))).isEqualTo(new Autocommit(List.of(one(USUAL, index))));
    }
}
