package dev.reflux.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column or an expression in an index.
 */
@Description("A column or an expression in an index.")
@Shorthand("column")
public record IndexColumn(
        @Description("column; absent where there is an expression") @Nullable String column,
        @Description("SQL expression") @Nullable String expression,
        @Description("direction") @Nullable SortOrder order,
        @Description("where nulls stand") @Nullable NullsOrder nulls,
        @Description("operator class") @Nullable QualifiedName opclass,
        @Description("collation") @Nullable QualifiedName collation) {

    /** Checks and copies the arguments. */
    public IndexColumn {
        Arguments.optionalName("column", column);
        Arguments.optionalSql("expression", expression);
        Arguments.exactlyOne("column", column != null, "expression", expression != null);
    }

    /** A column as it is. */
    public static IndexColumn of(String column) {
        return builder().column(column).build();
    }

    /** An expression as it is. */
    public static IndexColumn expression(String sql) {
        return builder().expression(sql).build();
    }

    /** The same in a direction. */
    public IndexColumn order(SortOrder value) {
        return new IndexColumn(column, expression, value, nulls, opclass, collation);
    }

    /** The same with its nulls first or last. */
    public IndexColumn nulls(NullsOrder value) {
        return new IndexColumn(column, expression, order, value, opclass, collation);
    }

    /** The same with an operator class, such as {@code "text_pattern_ops"}. */
    public IndexColumn opclass(String value) {
        return new IndexColumn(column, expression, order, nulls, QualifiedName.parse(value), collation);
    }

    /** The same with a collation, such as {@code "\"de-x-icu\""}. */
    public IndexColumn collation(String value) {
        return new IndexColumn(column, expression, order, nulls, opclass, QualifiedName.parse(value));
    }

    /** A builder with all else unset. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private @Nullable String column;
        private @Nullable String expression;
        private @Nullable SortOrder order;
        private @Nullable NullsOrder nulls;
        private @Nullable QualifiedName opclass;
        private @Nullable QualifiedName collation;

        private Builder() {}

        /** Sets {@link IndexColumn#column}. */
        public Builder column(String value) {
            column = value;
            return this;
        }

        /** Sets {@link IndexColumn#expression}. */
        public Builder expression(String value) {
            expression = value;
            return this;
        }

        /** Sets {@link IndexColumn#order}. */
        public Builder order(SortOrder value) {
            order = value;
            return this;
        }

        /** Sets {@link IndexColumn#nulls}. */
        public Builder nulls(NullsOrder value) {
            nulls = value;
            return this;
        }

        /** Sets {@link IndexColumn#opclass}. */
        public Builder opclass(String value) {
            opclass = QualifiedName.parse(value);
            return this;
        }

        /** Sets {@link IndexColumn#collation}. */
        public Builder collation(String value) {
            collation = QualifiedName.parse(value);
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public IndexColumn build() {
            return new IndexColumn(column, expression, order, nulls, opclass, collation);
        }
    }
}
