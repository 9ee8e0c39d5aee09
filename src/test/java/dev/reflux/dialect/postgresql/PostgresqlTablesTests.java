package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.Compiled.assertRefused;
import static dev.reflux.dialect.postgresql.Compiled.compiled;
import static dev.reflux.schema.Types.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.CreateTable;
import dev.reflux.operation.CreateTableComment;
import dev.reflux.operation.DropTable;
import dev.reflux.operation.DropTableComment;
import dev.reflux.operation.RenameTable;
import dev.reflux.schema.Check;
import dev.reflux.schema.Column;
import dev.reflux.schema.Computed;
import dev.reflux.schema.Identity;
import dev.reflux.schema.Index;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.Reference;
import dev.reflux.schema.ReferentialAction;
import dev.reflux.schema.SequenceOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresqlTablesTests {

    private static final Column.Builder ID = Column.builder("id", type("bigint"));

    @Test
    void tableComesBeforeItsIndexesAndTheseBeforeComments() {
        CreateTable table = CreateTable.builder("account")
                .schema("shop")
                .elements(
                        Column.builder("id", type("bigint")).identity().primaryKey(),
                        Column.builder("email", type("varchar(320)"))
                                .notNull()
                                .unique()
                                .comment("as it was typed"),
                        Column.builder("team", type("bigint"))
                                .index()
                                .references(Reference.builder("team")
                                        .schema("shop")
                                        .column("id")
                                        .onDelete(ReferentialAction.SET_NULL)
                                        .build()),
                        Check.builder("email <> ''").name("ck_email"),
                        Index.builder().name("ix_email").columns(IndexColumn.expression("lower(email)")))
                .comment("people who can sign in")
                .build();

        assertThat(compiled(table))
                .containsExactly(
                        """
                        CREATE TABLE shop.account (
                            id bigint GENERATED ALWAYS AS IDENTITY,
                            email varchar(320) NOT NULL,
                            team bigint,
                            PRIMARY KEY (id),
                            CONSTRAINT ck_email CHECK (email <> ''),
                            UNIQUE (email),
                            FOREIGN KEY (team) REFERENCES shop.team (id) ON DELETE SET NULL
                        )""",
                        "CREATE INDEX ix_email ON shop.account ((lower(email)))",
                        "CREATE INDEX ON shop.account (team)",
                        "COMMENT ON TABLE shop.account IS 'people who can sign in'",
                        "COMMENT ON COLUMN shop.account.email IS 'as it was typed'");
    }

    @Test
    void columnSaysAllThatItIs() {
        CreateTable table = CreateTable.builder("t")
                .elements(
                        Column.builder("a", type("text"))
                                .collation("\"C\"")
                                .defaultValue("it's")
                                .notNull(),
                        Column.builder("b", type("integer")).defaultValue(-5),
                        Column.builder("c", type("text")).defaultValue(0),
                        Column.builder("d", type("timestamptz")).defaultSql("now()"),
                        Column.builder("e", type("integer")).defaultSql("1 + 1"),
                        Column.builder("f", type("boolean")).defaultValue(null),
                        Column.builder("g", type("integer")).computed("b * 2"),
                        Column.builder("h", type("integer")).computed(new Computed("b * 3", true)),
                        Column.builder("i", type("smallint"))
                                .identity(new Identity(
                                        false,
                                        SequenceOptions.builder()
                                                .start(10L)
                                                .increment(-2L)
                                                .minvalue(-100L)
                                                .maxvalue(10L)
                                                .cache(5L)
                                                .cycle()
                                                .build())))
                .build();

        assertThat(compiled(table))
                .containsExactly(
                        """
                        CREATE TABLE t (
                            a text COLLATE "C" DEFAULT 'it''s' NOT NULL,
                            b integer DEFAULT -5,
                            c text DEFAULT '0',
                            d timestamptz DEFAULT now(),
                            e integer DEFAULT (1 + 1),
                            f boolean DEFAULT NULL,
                            g integer GENERATED ALWAYS AS (b * 2) STORED,
                            h integer GENERATED ALWAYS AS (b * 3) VIRTUAL,
                            i smallint GENERATED BY DEFAULT AS IDENTITY \
                        (START WITH 10 INCREMENT BY -2 MINVALUE -100 MAXVALUE 10 CACHE 5 CYCLE)
                        )""");
    }

    @Test
    void primaryKeyOfSeveralColumnsIsOne() {
        CreateTable byColumns = CreateTable.builder("t")
                .elements(
                        Column.builder("a", type("integer")).primaryKey(),
                        Column.builder("b", type("integer")).primaryKey())
                .build();
        CreateTable byConstraint = CreateTable.builder("t")
                .elements(
                        Column.builder("a", type("integer")),
                        Column.builder("b", type("integer")),
                        PrimaryKey.builder().name("pk_t").columns("b", "a"))
                .build();

        assertThat(compiled(byColumns))
                .containsExactly("CREATE TABLE t (\n    a integer,\n    b integer,\n    PRIMARY KEY (a, b)\n)");
        assertThat(compiled(byConstraint))
                .containsExactly(
                        "CREATE TABLE t (\n    a integer,\n    b integer,\n    CONSTRAINT pk_t PRIMARY KEY (b, a)\n)");
    }

    @Test
    void uniqueIndexOfAColumnStandsForItsUniqueConstraint() {
        CreateTable table = CreateTable.builder("t")
                .elements(Column.builder("a", type("integer")).unique().index())
                .build();

        assertThat(compiled(table))
                .containsExactly("CREATE TABLE t (\n    a integer\n)", "CREATE UNIQUE INDEX ON t (a)");
    }

    @Test
    void optionsOfTheTableFollowItsColumns() {
        CreateTable partitioned = CreateTable.builder("t")
                .elements(ID)
                .unlogged()
                .ifNotExists()
                .partitionBy("range (id, lower('a)'))")
                .tablespace("Fast")
                .build();
        CreateTable child = CreateTable.builder("t")
                .inherits("parent", "shop.\"Other\"")
                .with(Map.of("fillfactor", "70"))
                .build();

        assertThat(compiled(partitioned))
                .containsExactly("CREATE UNLOGGED TABLE IF NOT EXISTS t (\n    id bigint\n)"
                        + " PARTITION BY range (id, lower('a)')) TABLESPACE \"Fast\"");
        assertThat(compiled(child))
                .containsExactly("CREATE TABLE t () INHERITS (parent, shop.\"Other\") WITH (fillfactor = 70)");
    }

    @Test
    void tableMayHaveNoColumns() {
        assertThat(compiled(CreateTable.builder("t").build())).containsExactly("CREATE TABLE t ()");
    }

    @Test
    void indexesOfATableThatMayBeThereAreNamedOrRefused() {
        CreateTable.Builder table = CreateTable.builder("t").ifNotExists();
        CreateTable unnamed =
                table.elements(Column.builder("a", type("integer")).index()).build();
        CreateTable named = table.elements(
                        Column.builder("a", type("integer")),
                        Index.builder().name("ix_a").columns("a"))
                .build();

        assertThat(compiled(named)).last().isEqualTo("CREATE INDEX IF NOT EXISTS ix_a ON t (a)");
        assertRefused(
                unnamed,
                "if_not_exists",
                "does not go with an index without a name, which would be made again each time; name it, or leave names"
                        + " to a naming convention");
    }

    @Test
    void namesAreQuotedWhereTheyMustBe() {
        CreateTable table = CreateTable.builder("Order")
                .schema("select")
                .elements(
                        Column.builder("a b", type("text")).comment("c\\d"),
                        Column.builder("q\"uote", type("text")).unique())
                .build();

        assertThat(compiled(table))
                .containsExactly(
                        """
                        CREATE TABLE "select"."Order" (
                            "a b" text,
                            "q""uote" text,
                            UNIQUE ("q""uote")
                        )""",
                        "COMMENT ON COLUMN \"select\".\"Order\".\"a b\" IS E'c\\\\d'");
    }

    @Test
    void expressionsMustBeOnePiece() {
        assertRefused(
                CreateTable.builder("t")
                        .elements(ID)
                        .partitionBy("RANGE (id) (")
                        .build(),
                "partition_by",
                "is no partition key; write RANGE (…), LIST (…) or HASH (…) with columns or expressions");
        assertRefused(
                CreateTable.builder("t")
                        .elements(ID)
                        .partitionBy("LIST (id) ; (x)")
                        .build(),
                "partition_by",
                "has a \";\" outside quotes, which would end the statement");
        assertRefused(
                CreateTable.builder("t")
                        .elements(Column.builder("a", type("text")).defaultSql("'x"))
                        .build(),
                "default_sql",
                "has a string that is not closed");
        assertRefused(
                CreateTable.builder("t")
                        .elements(Column.builder("a", type("text")).computed("1) STORED, (b"))
                        .build(),
                "expression",
                "has a \")\" that closes nothing");
    }

    @Test
    void defaultMustGoWithItsType() {
        assertRefused(
                CreateTable.builder("t")
                        .elements(Column.builder("a", type("integer")).defaultValue(true))
                        .build(),
                "default",
                "is true, which does not go with the type integer; write a number");
    }

    @Test
    void tablesAreDroppedRenamedAndCommented() {
        assertThat(compiled(DropTable.builder("t").build())).containsExactly("DROP TABLE t");
        assertThat(compiled(
                        DropTable.builder("t").schema("s").ifExists().cascade().build()))
                .containsExactly("DROP TABLE IF EXISTS s.t CASCADE");
        assertThat(compiled(RenameTable.builder("t", "User").schema("s").build()))
                .containsExactly("ALTER TABLE s.t RENAME TO \"User\"");
        assertThat(compiled(CreateTableComment.builder("t", "it's").schema("s").build()))
                .containsExactly("COMMENT ON TABLE s.t IS 'it''s'");
        assertThat(compiled(DropTableComment.builder("t").build())).containsExactly("COMMENT ON TABLE t IS NULL");
    }
}
