package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Column;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.Description;
import dev.reflux.schema.Index;
import dev.reflux.schema.QualifiedName;
import dev.reflux.schema.TableElement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates a table, with its constraints, indexes and comments.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">CREATE TABLE</a>
 */
@Description("Creates a table, with its constraints, indexes and comments.")
public record CreateTable(
        @Description("name") String name,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("columns, in order") List<Column> columns,
        @Description("constraints, each a map with the kind as its only key") List<Constraint> constraints,
        @Description("indexes") List<Index> indexes,
        @Description("comment") @Nullable String comment,
        @Description("whether it may be there already") boolean ifNotExists,
        @Description("partition key as SQL, such as RANGE (created_at)") @Nullable String partitionBy,
        @Description("parent tables") List<QualifiedName> inherits,
        @Description("whether it is kept out of the write-ahead log") boolean unlogged,
        @Description("tablespace") @Nullable String tablespace,
        @Description("storage parameters") Map<String, String> with)
        implements Operation {

    /** Checks and copies the arguments. */
    public CreateTable {
        Arguments.name("name", name);
        Arguments.optionalName("schema", schema);
        columns = Arguments.list("columns", columns);
        constraints = Arguments.list("constraints", constraints);
        indexes = Arguments.list("indexes", indexes);
        inherits = Arguments.list("inherits", inherits);
        with = Arguments.map("with", with);
        Arguments.distinct("columns", columns.stream().map(Column::name).toList());
        Arguments.optionalText("comment", comment);
        Arguments.optionalSql("partition_by", partitionBy);
        Arguments.optionalName("tablespace", tablespace);
        Arguments.storageParameters("with", with);
        TableRules.check(columns, constraints, indexes, inherits);
    }

    /** A builder with all else unset. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitCreateTable(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private @Nullable String schema;
        private List<Column> columns = List.of();
        private List<Constraint> constraints = List.of();
        private List<Index> indexes = List.of();
        private @Nullable String comment;
        private boolean ifNotExists;
        private @Nullable String partitionBy;
        private List<QualifiedName> inherits = List.of();
        private boolean unlogged;
        private @Nullable String tablespace;
        private Map<String, String> with = Map.of();

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link CreateTable#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Sets {@link CreateTable#columns}. */
        public Builder columns(Column... values) {
            columns = List.of(values);
            return this;
        }

        /** Sets {@link CreateTable#constraints}. */
        public Builder constraints(Constraint... values) {
            constraints = List.of(values);
            return this;
        }

        /** Sets {@link CreateTable#indexes}. */
        public Builder indexes(Index... values) {
            indexes = List.of(values);
            return this;
        }

        /** Sets {@link CreateTable#comment}. */
        public Builder comment(String value) {
            comment = value;
            return this;
        }

        /** Switches on {@link CreateTable#ifNotExists}. */
        public Builder ifNotExists() {
            ifNotExists = true;
            return this;
        }

        /** Sets {@link CreateTable#partitionBy}. */
        public Builder partitionBy(String value) {
            partitionBy = value;
            return this;
        }

        /** Sets {@link CreateTable#inherits}. */
        public Builder inherits(String... values) {
            inherits = Arrays.stream(values).map(QualifiedName::parse).toList();
            return this;
        }

        /** Switches on {@link CreateTable#unlogged}. */
        public Builder unlogged() {
            unlogged = true;
            return this;
        }

        /** Sets {@link CreateTable#tablespace}. */
        public Builder tablespace(String value) {
            tablespace = value;
            return this;
        }

        /** Sets {@link CreateTable#with}. */
        public Builder with(Map<String, String> value) {
            with = value;
            return this;
        }

        /** Adds one to {@link CreateTable#with}. */
        public Builder with(String parameter, String value) {
            Map<String, String> more = new LinkedHashMap<>(with);
            more.put(parameter, value);
            return with(more);
        }

        /** Sets {@link CreateTable#columns}, {@link CreateTable#constraints} and {@link CreateTable#indexes}, told by kind. */
        public Builder elements(TableElement... values) {
            TableRules.Sorted sorted = TableRules.sort(values);
            columns = sorted.columns();
            constraints = sorted.constraints();
            indexes = sorted.indexes();
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public CreateTable build() {
            return new CreateTable(
                    name,
                    schema,
                    columns,
                    constraints,
                    indexes,
                    comment,
                    ifNotExists,
                    partitionBy,
                    inherits,
                    unlogged,
                    tablespace,
                    with);
        }
    }
}
