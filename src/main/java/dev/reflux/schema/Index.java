package dev.reflux.schema;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createindex.html">CREATE INDEX</a>
 */
@Description("An index of a table.")
public record Index(
        @Description("name; absent: by the naming convention") @Nullable String name,
        @Description("columns and expressions, in order") @NotEmpty List<IndexColumn> columns,
        @Description("whether no two rows may be alike") boolean unique,
        @Description("access method; absent: btree") @Nullable String using,
        @Description("SQL condition of the rows that are in it") @Nullable String where,
        @Description("further columns that it carries") List<String> include,
        @Description("whether nulls are alike; PostgreSQL 15 and newer") boolean nullsNotDistinct,
        @Description("storage parameters") Map<String, String> with)
        implements TableItem {

    /** Checks and copies the arguments. */
    public Index {
        Arguments.optionalName("name", name);
        columns = Arguments.list("columns", columns);
        include = Arguments.list("include", include);
        with = Arguments.map("with", with);
        Arguments.notEmpty("columns", columns);
        Arguments.optionalName("using", using);
        Arguments.optionalSql("where", where);
        Arguments.names("include", include);
        Arguments.storageParameters("with", with);
        if (nullsNotDistinct && !unique) {
            throw Arguments.invalid("nulls_not_distinct", "needs unique: true");
        }
    }

    /** A builder with all else unset. */
    public static Builder builder() {
        return new Builder();
    }

    /** The same under a name. */
    public Index named(String newName) {
        return new Index(newName, columns, unique, using, where, include, nullsNotDistinct, with);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder implements TableElement {

        private @Nullable String name;
        private List<IndexColumn> columns = List.of();
        private boolean unique;
        private @Nullable String using;
        private @Nullable String where;
        private List<String> include = List.of();
        private boolean nullsNotDistinct;
        private Map<String, String> with = Map.of();

        private Builder() {}

        /** Sets {@link Index#name}. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** Switches on {@link Index#unique}. */
        public Builder unique() {
            unique = true;
            return this;
        }

        /** Sets {@link Index#using}. */
        public Builder using(String value) {
            using = value;
            return this;
        }

        /** Sets {@link Index#where}. */
        public Builder where(String value) {
            where = value;
            return this;
        }

        /** Sets {@link Index#include}. */
        public Builder include(String... values) {
            include = List.of(values);
            return this;
        }

        /** Switches on {@link Index#nullsNotDistinct}. */
        public Builder nullsNotDistinct() {
            nullsNotDistinct = true;
            return this;
        }

        /** Sets {@link Index#with}. */
        public Builder with(Map<String, String> value) {
            with = value;
            return this;
        }

        /** Adds one to {@link Index#with}. */
        public Builder with(String parameter, String value) {
            Map<String, String> more = new LinkedHashMap<>(with);
            more.put(parameter, value);
            return with(more);
        }

        /** Sets {@link Index#columns} to plain columns. */
        public Builder columns(String... values) {
            columns = Arrays.stream(values).map(IndexColumn::of).toList();
            return this;
        }

        /** Sets {@link Index#columns}. */
        public Builder columns(IndexColumn... values) {
            columns = List.of(values);
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public Index build() {
            return new Index(name, columns, unique, using, where, include, nullsNotDistinct, with);
        }

        @Override
        public Index toItem() {
            return build();
        }
    }
}
