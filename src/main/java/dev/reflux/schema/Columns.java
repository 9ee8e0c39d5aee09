package dev.reflux.schema;

/**
 * What table definitions are made of, for a static import.
 *
 * <pre>{@code
 * op.createTable("booking",
 *     column("id", bigint()).identity().primaryKey(),
 *     column("room", integer()).notNull(),
 *     column("during", tstzrange()).notNull(),
 *     foreignKey("room").references("room", "id").onDelete(CASCADE),
 *     exclude(element("room", "="), element("during", "&&")).name("one_at_a_time"),
 *     index("ix_booking_during", "during").using("gist"));
 * }</pre>
 *
 * <p>Each builder is a {@link TableElement}: it needs no {@code build()} there.
 */
public final class Columns {

    private Columns() {}

    /** A column that takes null, without a default. */
    public static Column.Builder column(String name, DataType type) {
        return Column.builder(name, type);
    }

    /**
     * A column that takes null, without a default.
     *
     * @param type as {@link DataType#parse} reads it
     */
    public static Column.Builder column(String name, String type) {
        return column(name, DataType.parse(type));
    }

    /** A primary key over columns, in order. */
    public static PrimaryKey.Builder primaryKey(String... columns) {
        return PrimaryKey.builder().columns(columns);
    }

    /** A unique constraint over columns, in order. */
    public static Unique.Builder unique(String... columns) {
        return Unique.builder().columns(columns);
    }

    /** A foreign key of columns, in order; what they refer to follows with {@link ForeignKey.Builder#references}. */
    public static ForeignKey.Builder foreignKey(String... columns) {
        return ForeignKey.builder().columns(columns);
    }

    /**
     * A check constraint.
     *
     * @param condition SQL condition, without parentheses around it
     */
    public static Check.Builder check(String condition) {
        return Check.builder(condition);
    }

    /** An exclude constraint: no two rows are alike by all of the elements. */
    public static Exclude.Builder exclude(ExcludeElement... elements) {
        return Exclude.builder().elements(elements);
    }

    /**
     * An element of an exclude constraint.
     *
     * @param expression column, or SQL expression
     * @param operator such as {@code "="} or {@code "&&"}
     */
    public static ExcludeElement element(String expression, String operator) {
        return new ExcludeElement(expression, operator);
    }

    /** An index over columns, in order. */
    public static Index.Builder index(String name, String... columns) {
        return Index.builder().name(name).columns(columns);
    }

    /** An index over columns and expressions, in order. */
    public static Index.Builder index(String name, IndexColumn... columns) {
        return Index.builder().name(name).columns(columns);
    }

    /** A column in an index; its order, operator class and collation may follow. */
    public static IndexColumn indexed(String column) {
        return IndexColumn.of(column);
    }

    /**
     * An expression in an index; its order, operator class and collation may follow.
     *
     * @param sql without parentheses around it
     */
    public static IndexColumn expression(String sql) {
        return IndexColumn.expression(sql);
    }
}
