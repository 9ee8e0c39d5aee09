package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.Compiled.compiled;
import static dev.reflux.schema.Types.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.AddColumn;
import dev.reflux.operation.AddEnumValue;
import dev.reflux.operation.AlterColumn;
import dev.reflux.operation.AlterSequence;
import dev.reflux.operation.BulkColumn;
import dev.reflux.operation.BulkInsert;
import dev.reflux.operation.CreateCheckConstraint;
import dev.reflux.operation.CreateEnum;
import dev.reflux.operation.CreateExcludeConstraint;
import dev.reflux.operation.CreateForeignKey;
import dev.reflux.operation.CreateIndex;
import dev.reflux.operation.CreatePrimaryKey;
import dev.reflux.operation.CreateSchema;
import dev.reflux.operation.CreateSequence;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.CreateTableComment;
import dev.reflux.operation.CreateUniqueConstraint;
import dev.reflux.operation.DropColumn;
import dev.reflux.operation.DropConstraint;
import dev.reflux.operation.DropEnum;
import dev.reflux.operation.DropIndex;
import dev.reflux.operation.DropSchema;
import dev.reflux.operation.DropSequence;
import dev.reflux.operation.DropTable;
import dev.reflux.operation.DropTableComment;
import dev.reflux.operation.Execute;
import dev.reflux.operation.Operation;
import dev.reflux.operation.Parameter;
import dev.reflux.operation.RenameConstraint;
import dev.reflux.operation.RenameEnumValue;
import dev.reflux.operation.RenameTable;
import dev.reflux.operation.ValidateConstraint;
import dev.reflux.schema.Check;
import dev.reflux.schema.Column;
import dev.reflux.schema.ColumnReference;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Exclude;
import dev.reflux.schema.ExcludeElement;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Identity;
import dev.reflux.schema.Index;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.Initially;
import dev.reflux.schema.Literal;
import dev.reflux.schema.MatchType;
import dev.reflux.schema.NullsOrder;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.Reference;
import dev.reflux.schema.ReferentialAction;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.schema.SortOrder;
import dev.reflux.schema.Unique;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operations leave in the catalog, against statements as a person would write them. */
@ExtendWith(PostgresServer.class)
class PostgresqlCompilerIntegrationTests {

    private static final DataType INTEGER = type("integer");
    private static final DataType TEXT = type("text");
    private static final SequenceOptions USUAL = SequenceOptions.builder().build();

    private static void run(TestDatabase database, Operation... operations) {
        Stream.of(operations).flatMap(each -> compiled(each).stream()).forEach(database::execute);
    }

    private static void assertSame(TestDatabase database, String setup, String byHand, Operation... operations) {
        TestDatabase expected = database.another();
        expected.execute(setup, byHand);
        database.execute(setup);
        run(database, operations);

        assertThat(database.fingerprint().lines())
                .containsExactlyElementsOf(expected.fingerprint().lines());
    }

    @Test
    void tableIsCreatedWithAllThatBelongsToIt(TestDatabase database) {
        CreateTable table = CreateTable.builder("account")
                .schema("shop")
                .elements(
                        Column.builder("id", type("bigint")).identity().primaryKey(),
                        Column.builder("email", type("varchar(320)"))
                                .notNull()
                                .unique()
                                .collation("\"C\"")
                                .comment("it's \\ typed"),
                        Column.builder("age", INTEGER).defaultValue(-1).index(),
                        Column.builder("code", TEXT).defaultValue(0).index().unique(),
                        Column.builder("tags", type("text[]")).defaultValue(List.of()),
                        Column.builder("data", type("jsonb")).defaultValue(Map.of("a", List.of(1, true))),
                        Column.builder("created", type("timestamptz")).defaultSql("now() - interval '1 day'"),
                        Column.builder("flag", type("boolean")).defaultSql("not(true)"),
                        Column.builder("half", type("numeric(10,2)")).computed("age / 2.0"),
                        Column.builder("span", type("int4range")),
                        Column.builder("parent", type("bigint"))
                                .references(Reference.builder("account")
                                        .schema("shop")
                                        .onDelete(ReferentialAction.SET_NULL)
                                        .deferrable()
                                        .initially(Initially.DEFERRED)
                                        .build()),
                        Check.builder("age > 0 OR age = -1 -- unknown")
                                .name("ck_age")
                                .noInherit(),
                        Exclude.builder()
                                .elements(
                                        new ExcludeElement("span", "&&"), new ExcludeElement("int4range(0, age)", "="))
                                .where("age > 0"),
                        Index.builder()
                                .columns(
                                        IndexColumn.builder()
                                                .expression("lower(email)")
                                                .opclass("text_pattern_ops")
                                                .order(SortOrder.DESC)
                                                .nulls(NullsOrder.LAST)
                                                .build(),
                                        IndexColumn.expression("age + 1"))
                                .include("code")
                                .with(Map.of("fillfactor", "80"))
                                .where("age IS NOT NULL"))
                .with(Map.of("fillfactor", "70", "autovacuum_enabled", "off"))
                .comment("people")
                .build();

        assertSame(
                database,
                "CREATE SCHEMA shop",
                """
                CREATE TABLE shop.account (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    email varchar(320) COLLATE "C" NOT NULL UNIQUE,
                    age integer DEFAULT -1,
                    code text DEFAULT '0',
                    tags text[] DEFAULT '{}',
                    data jsonb DEFAULT '{"a": [1, true]}',
                    created timestamptz DEFAULT now() - interval '1 day',
                    flag boolean DEFAULT (NOT true),
                    half numeric(10, 2) GENERATED ALWAYS AS (age / 2.0) STORED,
                    span int4range,
                    parent bigint REFERENCES shop.account ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
                    CONSTRAINT ck_age CHECK (age > 0 OR age = -1) NO INHERIT,
                    EXCLUDE USING gist (span WITH &&, int4range(0, age) WITH =) WHERE (age > 0)
                ) WITH (fillfactor = 70, autovacuum_enabled = off);
                CREATE INDEX ON shop.account (age);
                CREATE UNIQUE INDEX ON shop.account (code);
                CREATE INDEX ON shop.account (lower(email) text_pattern_ops DESC NULLS LAST, (age + 1))
                    INCLUDE (code) WITH (fillfactor = 80) WHERE age IS NOT NULL;
                COMMENT ON TABLE shop.account IS 'people';
                COMMENT ON COLUMN shop.account.email IS E'it''s \\\\ typed';
                """,
                CreateSchema.builder("shop").ifNotExists().build(),
                table);
    }

    @Test
    void tablesOfOtherKindsAreCreated(TestDatabase database) {
        assertSame(
                database,
                "CREATE TABLE parent (a integer)",
                """
                CREATE TABLE parted (id bigint, at date) PARTITION BY RANGE (at, (id + 1));
                CREATE UNLOGGED TABLE fast (k text PRIMARY KEY);
                CREATE TABLE child (b integer) INHERITS (parent);
                CREATE TABLE pair (a integer, b integer, PRIMARY KEY (a, b));
                CREATE TABLE nothing ();
                """,
                CreateTable.builder("parted")
                        .elements(Column.builder("id", type("bigint")), Column.builder("at", type("date")))
                        .partitionBy("range (at, (id + 1))")
                        .build(),
                CreateTable.builder("fast")
                        .elements(Column.builder("k", type("string")).primaryKey())
                        .unlogged()
                        .build(),
                AlterColumn.builder("fast", "k").type(type("clob")).build(),
                CreateTable.builder("child")
                        .elements(Column.builder("b", INTEGER))
                        .inherits("parent")
                        .build(),
                CreateTable.builder("pair")
                        .elements(
                                Column.builder("a", INTEGER).primaryKey(),
                                Column.builder("b", INTEGER).primaryKey())
                        .build(),
                CreateTable.builder("nothing").build(),
                CreateTable.builder("nothing")
                        .elements(Column.builder("too_late", INTEGER))
                        .ifNotExists()
                        .build());
    }

    @Test
    void columnsAreAddedAndDropped(TestDatabase database) {
        Column full = Column.builder("p", INTEGER)
                .unique()
                .comment("c")
                .references(
                        Reference.builder("parent").column("id").name("fk_p").build())
                .build();

        assertSame(
                database,
                "CREATE TABLE parent (id integer PRIMARY KEY); CREATE TABLE t (a integer, gone integer UNIQUE)",
                """
                ALTER TABLE t DROP COLUMN gone;
                ALTER TABLE t ADD COLUMN p integer;
                ALTER TABLE t ADD UNIQUE (p);
                ALTER TABLE t ADD CONSTRAINT fk_p FOREIGN KEY (p) REFERENCES parent (id);
                COMMENT ON COLUMN t.p IS 'c';
                ALTER TABLE t ADD COLUMN x integer;
                CREATE INDEX ON t (x);
                ALTER TABLE t ADD COLUMN id integer GENERATED BY DEFAULT AS IDENTITY (START WITH 3) PRIMARY KEY;
                """,
                DropColumn.builder("t", "gone").cascade().build(),
                DropColumn.builder("t", "gone").ifExists().build(),
                AddColumn.builder("t", full).build(),
                AddColumn.builder("t", full).ifNotExists().build(),
                AddColumn.builder("t", Column.builder("x", INTEGER).index().build())
                        .build(),
                AddColumn.builder(
                                "t",
                                Column.builder("id", INTEGER)
                                        .identity(new Identity(
                                                false,
                                                SequenceOptions.builder()
                                                        .start(3L)
                                                        .build()))
                                        .primaryKey()
                                        .build())
                        .build());
    }

    @Test
    void columnsAreChanged(TestDatabase database) {
        Identity full = new Identity(
                true,
                SequenceOptions.builder()
                        .start(20L)
                        .increment(4L)
                        .minvalue(-2L)
                        .maxvalue(99L)
                        .cache(3L)
                        .cycle()
                        .build());

        assertSame(
                database,
                """
                CREATE TYPE mood AS ENUM ('sad', 'ok');
                CREATE TABLE t (a text DEFAULT 'sad', b integer NOT NULL DEFAULT 3, c timestamp, old text,
                    d integer GENERATED ALWAYS AS IDENTITY, e integer GENERATED ALWAYS AS IDENTITY (START 20 INCREMENT 4
                    MINVALUE -2 MAXVALUE 99 CACHE 3 CYCLE), f integer GENERATED BY DEFAULT AS IDENTITY);
                COMMENT ON COLUMN t.c IS 'gone';
                """,
                """
                ALTER TABLE t ALTER a DROP DEFAULT, ALTER a TYPE mood USING a::mood, ALTER a SET NOT NULL;
                ALTER TABLE t ALTER a SET DEFAULT 'ok';
                ALTER TABLE t ALTER b DROP DEFAULT, ALTER b TYPE bigint, ALTER b ADD GENERATED BY DEFAULT AS IDENTITY;
                ALTER TABLE t ALTER c TYPE timestamptz USING c AT TIME ZONE 'UTC';
                COMMENT ON COLUMN t.c IS NULL;
                ALTER TABLE t ALTER old TYPE varchar(3) COLLATE "C", ALTER old SET DEFAULT '7';
                COMMENT ON COLUMN t.old IS 'new';
                ALTER TABLE t RENAME old TO "new";
                ALTER TABLE t ALTER d SET GENERATED BY DEFAULT SET START 20 SET INCREMENT 4 SET MINVALUE -2 SET MAXVALUE 99
                    SET CACHE 3 SET CYCLE;
                ALTER TABLE t ALTER e DROP IDENTITY; ALTER TABLE t ALTER e ADD GENERATED BY DEFAULT AS IDENTITY;
                ALTER TABLE t ALTER f DROP IDENTITY; ALTER TABLE t ALTER f DROP NOT NULL, ALTER f TYPE text;
                """,
                AlterColumn.builder("t", "a")
                        .type(new DataType(null, "mood", false, List.of(), 0))
                        .using("a::mood")
                        .nullable(false)
                        .defaultValue("ok")
                        .build(),
                AlterColumn.builder("t", "b")
                        .type(type("bigint"))
                        .identity(new Identity(false, USUAL))
                        .existingDefault(3)
                        .build(),
                AlterColumn.builder("t", "c")
                        .type(type("timestamptz"))
                        .using("c AT TIME ZONE 'UTC'")
                        .dropComment()
                        .build(),
                AlterColumn.builder("t", "old")
                        .type(type("varchar(3)"))
                        .collation("\"C\"")
                        .defaultValue(7)
                        .comment("new")
                        .newName("new")
                        .build(),
                AlterColumn.builder("t", "d")
                        .existingIdentity(new Identity(true, USUAL))
                        .identity(new Identity(false, full.options()))
                        .build(),
                AlterColumn.builder("t", "e")
                        .existingIdentity(full)
                        .identity(new Identity(false, USUAL))
                        .build(),
                AlterColumn.builder("t", "f")
                        .dropIdentity()
                        .nullable(true)
                        .type(TEXT)
                        .build());
    }

    @Test
    void constraintsAndIndexesAreAddedChangedAndDropped(TestDatabase database) {
        boolean nullsAlike = database.majorVersion() >= 15;
        Unique.Builder unique =
                Unique.builder().name("uq").columns("a", "b").include("c").deferrable();
        Index.Builder index = Index.builder().name("ix").columns("c").unique();

        assertSame(
                database,
                """
                CREATE SCHEMA s;
                CREATE TABLE s.p (x integer, y integer, UNIQUE (x, y));
                CREATE TABLE s.t (a integer, b integer, c integer, d int4range);
                CREATE INDEX gone ON s.t (a);
                ALTER TABLE s.t ADD CONSTRAINT gone CHECK (a > 1);
                """,
                """
                ALTER TABLE s.t ADD CONSTRAINT "Pk" PRIMARY KEY (a);
                ALTER TABLE s.t ADD CONSTRAINT uq UNIQUE %1$s (a, b) INCLUDE (c) DEFERRABLE;
                ALTER TABLE s.t ADD FOREIGN KEY (a, b) REFERENCES s.p (x, y) MATCH FULL ON DELETE CASCADE
                    ON UPDATE SET DEFAULT;
                ALTER TABLE s.t ADD CONSTRAINT ck CHECK (b > 0) NOT VALID;
                ALTER TABLE s.t ADD CONSTRAINT ck2 CHECK (b > 1);
                ALTER TABLE s.t ADD EXCLUDE USING gist (d WITH &&) DEFERRABLE INITIALLY DEFERRED;
                CREATE UNIQUE INDEX ix ON s.t (c) %1$s;
                ALTER TABLE s.t DROP CONSTRAINT gone;
                DROP INDEX s.gone;
                """
                        .formatted(nullsAlike ? "NULLS NOT DISTINCT" : ""),
                CreatePrimaryKey.builder("t", PrimaryKey.builder().columns("a").build())
                        .schema("s")
                        .build(),
                RenameConstraint.builder("t", "t_pkey", "Pk").schema("s").build(),
                CreateUniqueConstraint.builder("t", (nullsAlike ? unique.nullsNotDistinct() : unique).build())
                        .schema("s")
                        .build(),
                CreateForeignKey.builder(
                                "t",
                                ForeignKey.builder("p")
                                        .referentSchema("s")
                                        .columns("a", "b")
                                        .referentColumns("x", "y")
                                        .match(MatchType.FULL)
                                        .onDelete(ReferentialAction.CASCADE)
                                        .onUpdate(ReferentialAction.SET_DEFAULT)
                                        .build())
                        .schema("s")
                        .build(),
                check("ck", "b > 0"),
                check("ck2", "b > 1"),
                ValidateConstraint.builder("ck2", "t").schema("s").build(),
                CreateExcludeConstraint.builder(
                                "t",
                                Exclude.builder()
                                        .elements(new ExcludeElement("d", "&&"))
                                        .deferrable()
                                        .initially(Initially.DEFERRED)
                                        .build())
                        .schema("s")
                        .build(),
                CreateIndex.builder("t", (nullsAlike ? index.nullsNotDistinct() : index).build())
                        .schema("s")
                        .concurrently()
                        .ifNotExists()
                        .build(),
                DropConstraint.builder("gone", "t").schema("s").build(),
                DropConstraint.builder("gone", "t").schema("s").ifExists().build(),
                DropIndex.builder("gone").schema("s").concurrently().build(),
                DropIndex.builder("gone").schema("s").ifExists().cascade().build());
    }

    private static Operation check(String name, String condition) {
        Check check = Check.builder(condition).name(name).notValid().build();
        return CreateCheckConstraint.builder("t", check).schema("s").build();
    }

    @Test
    void sequencesEnumsSchemasAndTablesComeAndGo(TestDatabase database) {
        SequenceOptions down = SequenceOptions.builder()
                .start(-5L)
                .increment(-2L)
                .minvalue(-9L)
                .maxvalue(-1L)
                .cache(3L)
                .cycle()
                .build();

        assertSame(
                database,
                """
                CREATE SCHEMA s; CREATE SCHEMA gone; CREATE TABLE gone.t (); CREATE TABLE old (a integer);
                COMMENT ON TABLE old IS 'gone'; CREATE SEQUENCE gone_seq; CREATE TABLE gone (); CREATE TYPE nothing AS ENUM ();
                """,
                """
                DROP SCHEMA gone CASCADE; DROP SEQUENCE gone_seq; DROP TABLE gone; DROP TYPE nothing;
                COMMENT ON TABLE old IS NULL; ALTER TABLE old RENAME TO "new"; COMMENT ON TABLE "new" IS 'it''s new';
                CREATE SEQUENCE down AS smallint START -5 INCREMENT -2 MINVALUE -9 MAXVALUE -1 CACHE 3 CYCLE
                    OWNED BY "new".a;
                CREATE SEQUENCE s."Up" INCREMENT 3;
                CREATE TYPE s.mood AS ENUM ('it''s', 'so-so', E'a\\\\b', 'fine');
                """,
                DropSchema.builder("gone").cascade().build(),
                DropSchema.builder("gone").ifExists().build(),
                DropSequence.builder("gone_seq").build(),
                DropSequence.builder("gone_seq").ifExists().cascade().build(),
                DropTable.builder("gone").build(),
                DropTable.builder("gone").ifExists().cascade().build(),
                DropEnum.builder("nothing").build(),
                DropEnum.builder("nothing").ifExists().build(),
                DropTableComment.builder("old").build(),
                RenameTable.builder("old", "new").build(),
                CreateTableComment.builder("new", "it's new").build(),
                CreateSequence.builder("down", down)
                        .type(type("smallint"))
                        .ownedBy(new ColumnReference(null, "new", "a"))
                        .build(),
                CreateSequence.builder("up", SequenceOptions.builder().cycle().build())
                        .schema("s")
                        .ifNotExists()
                        .build(),
                AlterSequence.builder(
                                "up", SequenceOptions.builder().increment(3L).build())
                        .schema("s")
                        .noCycle()
                        .newName("Up")
                        .build(),
                CreateEnum.builder("mood").schema("s").values("sad", "a\\b").build(),
                AddEnumValue.builder("mood", "so-so").schema("s").before("a\\b").build(),
                AddEnumValue.builder("mood", "fine").schema("s").after("a\\b").build(),
                AddEnumValue.builder("mood", "fine").schema("s").ifNotExists().build(),
                RenameEnumValue.builder("mood", "sad", "it's").schema("s").build());
    }

    @Test
    void anyKeywordMayBeAnyName(TestDatabase database) {
        List<String> words = database.column("SELECT word FROM pg_catalog.pg_get_keywords()");
        StringBuilder script = new StringBuilder();
        for (String word : words) {
            named(word).forEach(operation -> compiled(operation)
                    .forEach(each -> script.append(each).append(";\n")));
        }
        database.execute(script.toString());

        assertThat(words).hasSizeGreaterThan(400);
        assertThat(database.column("SELECT typname FROM pg_attribute JOIN pg_type t ON t.oid = atttypid"
                        + " JOIN pg_namespace n ON n.oid = typnamespace WHERE attname = 'a' AND typname = nspname"))
                .containsExactlyInAnyOrderElementsOf(words);
    }

    /** A schema, a type, a table, a column, a constraint and an index of one name; the type also without its schema. */
    private static List<Operation> named(String word) {
        DataType qualified = new DataType(word, word, false, List.of(), 0);
        DataType plain = new DataType(null, word, false, List.of(), 0);
        return List.of(
                CreateSchema.builder(word).build(),
                CreateEnum.builder(word).schema(word).values(word).build(),
                Execute.builder("SET LOCAL search_path = " + PostgresqlText.identifier(word) + ", pg_catalog")
                        .build(),
                CreateTable.builder("t_" + word)
                        .elements(
                                Column.builder(word, qualified).defaultValue(word),
                                Column.builder("a", plain),
                                Unique.builder().name(word).columns(word))
                        .comment(word)
                        .build(),
                CreateIndex.builder(
                                "t_" + word,
                                Index.builder().name("i_" + word).columns(word).build())
                        .build(),
                CreateExcludeConstraint.builder(
                                "t_" + word,
                                Exclude.builder()
                                        .using("btree")
                                        .elements(new ExcludeElement(word, "="))
                                        .build())
                        .build(),
                AlterColumn.builder("t_" + word, word)
                        .comment(word)
                        .newName("b")
                        .build(),
                RenameTable.builder("t_" + word, "u_" + word).build());
    }

    @Test
    void valuesComeBackAsTheyWere(TestDatabase database) {
        database.execute(
                "CREATE TABLE v (n serial, t text, i integer, f double precision, q numeric, b boolean, d date,"
                        + " z timestamptz, s interval, u uuid, x bytea, j jsonb, a text[], m integer[], y jsonb[], c box[])");
        Map<String, Literal> odd = new LinkedHashMap<>();
        String text = "it's \\ \"x\"\n\t$1 %s {,} žluť 😀";
        odd.put("t", Literal.of(text));
        odd.put("j", Literal.of(Map.of("k\"\\\u0001", Arrays.asList(text, new BigDecimal("1.50"), true, null))));
        odd.put("a", Literal.of(Arrays.asList(text, "NULL", "", null)));
        odd.put("m", Literal.of(List.of(List.of(1, -2), List.of(3, 4))));
        odd.put("y", Literal.of(List.of(Map.of("k", text), List.of(1))));
        odd.put("c", Literal.of(List.of("(1,1),(0,0)", "(2,2),(1,1)")));
        run(
                database,
                BulkInsert.builder("v")
                        .columns(
                                new BulkColumn("t", TEXT),
                                new BulkColumn("j", type("jsonb")),
                                new BulkColumn("a", type("text[]")),
                                new BulkColumn("m", type("integer[]")),
                                new BulkColumn("y", type("jsonb[]")),
                                new BulkColumn("c", type("box[]")))
                        .rows(List.of(odd, Map.of(), Map.of("t", Literal.of(null), "a", Literal.of(List.of()))))
                        .build());

        assertThat(database.column("SELECT n FROM v ORDER BY n")).containsExactly("1", "2", "3");
        assertThat(database.value("SELECT t FROM v WHERE n = 1")).isEqualTo(text);
        assertThat(database.value("SELECT j -> E'k\"\\\\\\x01' ->> 0 FROM v WHERE n = 1"))
                .isEqualTo(text);
        assertThat(database.value("SELECT j ->> E'k\"\\\\\\x01' FROM v WHERE n = 1"))
                .endsWith(", 1.50, true, null]");
        assertThat(database.value("SELECT a[1] FROM v WHERE n = 1")).isEqualTo(text);
        assertThat(database.value("SELECT a[2:]::text FROM v WHERE n = 1")).isEqualTo("{\"NULL\",\"\",NULL}");
        assertThat(database.value("SELECT m::text FROM v WHERE n = 1")).isEqualTo("{{1,-2},{3,4}}");
        assertThat(database.value("SELECT y[1] ->> 'k' FROM v WHERE n = 1")).isEqualTo(text);
        assertThat(database.value("SELECT y[2]::text FROM v WHERE n = 1")).isEqualTo("[1]");
        assertThat(database.value("SELECT c::text FROM v WHERE n = 1")).isEqualTo("{(1,1),(0,0);(2,2),(1,1)}");
        assertThat(database.value("SELECT a = '{}' AND t IS NULL FROM v WHERE n = 3"))
                .isEqualTo("true");
    }

    @Test
    void valuesWithoutATypeAreTakenForWhatTheColumnIs(TestDatabase database) {
        database.execute("CREATE TABLE v (t text, i integer, f double precision, q numeric, b boolean, d date,"
                + " z timestamptz, s interval, u uuid, x bytea, j jsonb)");
        Map<String, Literal> row = new LinkedHashMap<>();
        values().forEach((column, value) -> row.put(column, Literal.of(value)));
        run(
                database,
                BulkInsert.builder("v")
                        .rows(List.of(row, Map.of("t", Literal.of(1))))
                        .build());

        assertThat(database.value("SELECT v::text FROM v WHERE u IS NOT NULL"))
                .isEqualTo("(007,7,1.5,0.00001,t,2024-01-02,\"2024-01-02 01:04:05+00\",25:01:01,"
                        + "00000000-0000-0001-0000-000000000002,\"\\\\x00ff5c27\",\"{\"\"a\"\": 1}\")");
        assertThat(database.value("SELECT t FROM v WHERE u IS NULL")).isEqualTo("1");
    }

    private static Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("t", "007");
        values.put("i", 7);
        values.put("f", 1.5);
        values.put("q", new BigDecimal("1E-5"));
        values.put("b", true);
        values.put("d", LocalDate.of(2024, 1, 2));
        values.put("z", OffsetDateTime.parse("2024-01-02T03:04:05+02:00"));
        values.put("s", Duration.ofSeconds(90_061));
        values.put("u", new UUID(1, 2));
        values.put("x", new byte[] {0, -1, '\\', '\''});
        values.put("j", Map.of("a", 1));
        return values;
    }

    @Test
    void parametersKeepTheirTypes(TestDatabase database) {
        Execute select = Execute.builder(
                        "CREATE TABLE r AS SELECT pg_typeof(:a)::text || pg_typeof(:b)::text || pg_typeof(:c)::text"
                                + " || pg_typeof(:d)::text || (1-:e)::text || (:f)[2] || :g::text AS x")
                .params(Map.of(
                        "a", new Parameter(type("bigint"), Literal.of(1)),
                        "b", new Parameter(type("integer"), Literal.of(1)),
                        "c", new Parameter(type("date"), Literal.of(null)),
                        "d", new Parameter(type("boolean"), Literal.of(true)),
                        "e", new Parameter(null, Literal.of(-1)),
                        "f", new Parameter(type("text[]"), Literal.of(List.of("x", "y"))),
                        "g", new Parameter(type("uuid"), Literal.of(new UUID(1, 2)))))
                .build();
        run(database, select);

        assertThat(database.value("SELECT x FROM r"))
                .isEqualTo("bigintintegerdateboolean2y00000000-0000-0001-0000-000000000002");
    }
}
