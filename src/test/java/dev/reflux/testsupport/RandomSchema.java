package dev.reflux.testsupport;

import dev.reflux.schema.Check;
import dev.reflux.schema.Column;
import dev.reflux.schema.ColumnReference;
import dev.reflux.schema.Computed;
import dev.reflux.schema.Constraint;
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
import dev.reflux.schema.QualifiedName;
import dev.reflux.schema.Reference;
import dev.reflux.schema.ReferentialAction;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.schema.SortOrder;
import dev.reflux.schema.Unique;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random names, types, literals and parts of tables. */
final class RandomSchema {

    private static final int LONGEST_NAME = 63;

    private static final List<String> NAMES = List.of(
            "account",
            "email",
            "id",
            "created_at",
            "x",
            "Order",
            "select",
            "user",
            "a b",
            "q\"uote",
            "it's",
            "1st",
            "naïve",
            "žluť",
            "😀",
            "x.y",
            "dollar$x",
            "back\\slash",
            "per%cent",
            ":colon",
            "line\nbreak",
            "tab\tx",
            "# no comment",
            "-- no comment",
            "/* no",
            "null",
            "true",
            "~",
            "no",
            "0x1F",
            "1e3",
            " lead",
            "trail ",
            "{a}",
            "[b]",
            "&c",
            "*d",
            "key: value",
            "n".repeat(63),
            "é".repeat(31));

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "plain",
            "it's",
            "\"double\"",
            "back\\slash",
            "end\\",
            "100% :sure",
            "line\nbreak\ttab",
            "\r\n",
            "a;b--c/*d*/",
            "$1 {0} %s ?",
            "$$dollar$$",
            "${name}",
            "žluť 😀",
            "null",
            "true",
            "yes",
            "123",
            "1.50",
            "~",
            "2026-01-02",
            "12:30",
            "- item",
            "key: value",
            "# no comment",
            "'",
            "\"",
            "\\",
            "{}",
            "[]",
            "*x",
            "&y",
            "!z",
            "\u0085\u2028\u00a0\ufeff",
            "\u0001\u001b\u007f",
            "trailing \n\n",
            "  leading",
            "x".repeat(200));

    private static final List<String> EXPRESSIONS = List.of(
            "1 + 1",
            "now()",
            "lower(email)",
            "(a -> 'b') IS NOT NULL",
            "x > 0 AND y <> 'it''s; -- no comment'",
            "name LIKE '100%' OR \"Mixed\" = E'a\\'b'",
            "coalesce($q$;)$q$, ':no')",
            "a::text || '\n'",
            "ARRAY[1, 2][1:2] IS NULL");

    private static final List<String> NUMBERS = List.of(
            "0", "-1", "42", "1.50", "-0.001", "12345678901234567890.123456789", "9223372036854775807", "1E+30");

    private static final List<String> INTEGERS = List.of("0", "-1", "42", "32767");

    private static final List<DataType> TYPES = List.of(
            DataType.parse("text"),
            DataType.parse("varchar(320)"),
            DataType.parse("integer"),
            DataType.parse("smallint"),
            DataType.parse("bigint"),
            DataType.parse("boolean"),
            DataType.parse("json"),
            DataType.parse("jsonb"),
            DataType.parse("numeric(10,2)"),
            DataType.parse("uuid"),
            DataType.parse("double precision"),
            DataType.parse("integer[]"),
            DataType.parse("text[][]"),
            DataType.parse("mood"),
            DataType.parse("shop.mood[]"),
            new DataType("My Schema", "My \"Type\"", false, List.of(), 0));

    /** Read by no type in particular. */
    private static final List<String> TEXTS_OF_TYPES =
            List.of("6f1c0f5e-8f0b-4c39-9a51-3c5c6c1f7c11", "2026-01-02", "it's", "\\x00ff");

    private final Random random;

    RandomSchema(Random random) {
        this.random = random;
    }

    boolean chance() {
        return random.nextBoolean();
    }

    /** True once in a while. */
    boolean seldom() {
        return random.nextInt(5) == 0;
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @SafeVarargs
    final <T> @Nullable T oneOrNone(T... values) {
        return chance() ? null : values[random.nextInt(values.length)];
    }

    <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? value.get() : null;
    }

    String name() {
        return one(NAMES);
    }

    @Nullable
    String schema() {
        return maybe(this::name);
    }

    QualifiedName qualified() {
        return new QualifiedName(schema(), name());
    }

    List<String> names(int least, int most) {
        Set<String> names = new LinkedHashSet<>();
        int count = least + random.nextInt(most - least + 1);
        while (names.size() < count) {
            names.add(name());
        }
        return List.copyOf(names);
    }

    String text() {
        return one(TEXTS);
    }

    /** A text that a catalog keeps whole. */
    String label() {
        String text = text();
        return text.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME ? name() : text;
    }

    String expression() {
        return one(EXPRESSIONS);
    }

    DataType type() {
        return one(TYPES);
    }

    /** A value that a dialect can write for the type; of a type that may be anything, any value. */
    Literal literal(@Nullable DataType type) {
        if (seldom()) {
            return new Literal.Null();
        }
        if (type != null && type.dimensions() > 0) {
            return items(
                    new DataType(type.schema(), type.name(), type.builtIn(), type.arguments(), 0), type.dimensions());
        }
        return switch (type == null ? "" : type.name()) {
            case "boolean" -> new Literal.Bool(chance());
            case "smallint", "integer", "bigint" -> new Literal.Numeric(new BigDecimal(one(INTEGERS)));
            case "numeric", "real", "double precision" -> new Literal.Numeric(new BigDecimal(one(NUMBERS)));
            case "json", "jsonb" -> json(2);
            case "text", "varchar" -> new Literal.Text(text());
            case "" -> one(List.of(new Literal.Bool(chance()), new Literal.Text(text()), number()));
            default -> new Literal.Text(one(TEXTS_OF_TYPES));
        };
    }

    private Literal number() {
        return new Literal.Numeric(new BigDecimal(one(NUMBERS)));
    }

    private Literal items(DataType type, int dimensions) {
        List<Literal> items = new ArrayList<>();
        int length = dimensions == 1 ? random.nextInt(4) : 2;
        for (int i = 0; i < length; i++) {
            items.add(dimensions == 1 ? literal(type) : items(type, dimensions - 1));
        }
        return new Literal.Items(items);
    }

    private Literal json(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new Literal.Null();
            case 1 -> new Literal.Bool(chance());
            case 2 -> number();
            case 3 -> new Literal.Text(text());
            case 4 -> new Literal.Items(List.of(json(depth - 1), json(depth - 1)));
            default -> {
                Map<String, Literal> fields = new LinkedHashMap<>();
                names(0, 3).forEach(name -> fields.put(name, json(depth - 1)));
                yield new Literal.Fields(fields);
            }
        };
    }

    SequenceOptions options() {
        return new SequenceOptions(
                oneOrNone(1L, 42L, -7L),
                oneOrNone(1L, 5L, -1L),
                oneOrNone(-100L, 1L),
                oneOrNone(1_000L, Long.MAX_VALUE),
                oneOrNone(1L, 20L),
                chance());
    }

    Identity identity() {
        return new Identity(chance(), options());
    }

    Column column(String name) {
        DataType type = type();
        int filled = random.nextInt(6);
        return new Column(
                name,
                type,
                chance(),
                filled == 1 ? literal(type) : null,
                filled == 2 ? expression() : null,
                false,
                seldom(),
                seldom(),
                maybe(this::text),
                maybe(this::qualified),
                filled == 3 ? identity() : null,
                filled == 4 ? new Computed(expression(), seldom()) : null,
                maybe(this::reference));
    }

    /** The same column in the primary key. */
    static Column inKey(Column column) {
        return new Column(
                column.name(),
                column.type(),
                column.nullable(),
                column.defaultValue(),
                column.defaultSql(),
                true,
                column.unique(),
                column.index(),
                column.comment(),
                column.collation(),
                column.identity(),
                column.computed(),
                column.references());
    }

    private Reference reference() {
        boolean deferrable = chance();
        return new Reference(
                name(), schema(), schema(), schema(), action(), action(), deferrable, initially(deferrable));
    }

    ColumnReference columnReference() {
        return new ColumnReference(schema(), name(), name());
    }

    private @Nullable ReferentialAction action() {
        return oneOrNone(ReferentialAction.values());
    }

    private @Nullable Initially initially(boolean deferrable) {
        return oneOrNone(deferrable ? Initially.values() : new Initially[] {Initially.IMMEDIATE});
    }

    /** A constraint of any kind but the primary key. */
    Constraint constraint(@Nullable String name, List<String> columns) {
        return switch (random.nextInt(columns.isEmpty() ? 2 : 4)) {
            case 0 -> check(name);
            case 1 -> exclude(name);
            case 2 -> unique(name, columns);
            default -> foreignKey(name, columns);
        };
    }

    PrimaryKey primaryKey(@Nullable String name, List<String> columns) {
        return new PrimaryKey(name, columns);
    }

    Check check(@Nullable String name) {
        return new Check(name, expression(), chance(), chance());
    }

    Exclude exclude(@Nullable String name) {
        List<ExcludeElement> elements = new ArrayList<>();
        elements.add(new ExcludeElement(expression(), "="));
        if (chance()) {
            elements.add(new ExcludeElement("during", "&&"));
        }
        boolean deferrable = chance();
        return new Exclude(
                name,
                elements,
                oneOrNone("gist", "btree", "My Method"),
                maybe(this::expression),
                deferrable,
                initially(deferrable));
    }

    Unique unique(@Nullable String name, List<String> columns) {
        boolean deferrable = chance();
        return new Unique(name, columns, chance(), deferrable, initially(deferrable), seldom() ? columns : List.of());
    }

    ForeignKey foreignKey(@Nullable String name, List<String> columns) {
        boolean deferrable = chance();
        return new ForeignKey(
                name,
                columns,
                name(),
                schema(),
                chance() ? List.of() : names(columns.size(), columns.size()),
                action(),
                action(),
                oneOrNone(MatchType.values()),
                deferrable,
                initially(deferrable),
                chance());
    }

    Index index(@Nullable String name, List<String> columns) {
        List<IndexColumn> indexed = new ArrayList<>();
        for (String column : columns) {
            boolean plain = chance();
            indexed.add(new IndexColumn(
                    plain ? column : null,
                    plain ? null : expression(),
                    oneOrNone(SortOrder.values()),
                    oneOrNone(NullsOrder.values()),
                    maybe(this::qualified),
                    maybe(this::qualified)));
        }
        boolean unique = chance();
        return new Index(
                name,
                indexed,
                unique,
                oneOrNone("btree", "gin", "My Method"),
                maybe(this::expression),
                seldom() ? columns : List.of(),
                unique && chance(),
                with());
    }

    Map<String, String> with() {
        return seldom() ? Map.of("fillfactor", "70") : Map.of();
    }
}
