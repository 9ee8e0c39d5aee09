package dev.reflux.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unique constraint.
 */
@Description("A unique constraint.")
public record Unique(
        @Description("name; absent: by the naming convention") @Nullable String name,
        @Description("columns, in order") @NotEmpty List<String> columns,
        @Description("whether nulls are alike; PostgreSQL 15 and newer") boolean nullsNotDistinct,
        @Description("whether it may be checked at the end of the transaction") boolean deferrable,
        @Description("when it is checked unless the transaction says otherwise") @Nullable Initially initially,
        @Description("further columns that its index carries") List<String> include)
        implements Constraint {

    /** Checks and copies the arguments. */
    public Unique {
        Arguments.optionalName("name", name);
        columns = Arguments.list("columns", columns);
        include = Arguments.list("include", include);
        Arguments.notEmpty("columns", columns);
        Arguments.names("columns", columns);
        Arguments.names("include", include);
        deferrable = Arguments.deferrable(deferrable, initially);
    }

    /** A builder with all else unset. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ConstraintType type() {
        return ConstraintType.UNIQUE;
    }

    @Override
    public Unique named(String newName) {
        return new Unique(newName, columns, nullsNotDistinct, deferrable, initially, include);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder implements TableElement {

        private @Nullable String name;
        private List<String> columns = List.of();
        private boolean nullsNotDistinct;
        private boolean deferrable;
        private @Nullable Initially initially;
        private List<String> include = List.of();

        private Builder() {}

        /** Sets {@link Unique#name}. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** Sets {@link Unique#columns}. */
        public Builder columns(String... values) {
            columns = List.of(values);
            return this;
        }

        /** Switches on {@link Unique#nullsNotDistinct}. */
        public Builder nullsNotDistinct() {
            nullsNotDistinct = true;
            return this;
        }

        /** Switches on {@link Unique#deferrable}. */
        public Builder deferrable() {
            deferrable = true;
            return this;
        }

        /** Sets {@link Unique#initially}. */
        public Builder initially(Initially value) {
            initially = value;
            return this;
        }

        /** Sets {@link Unique#include}. */
        public Builder include(String... values) {
            include = List.of(values);
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public Unique build() {
            return new Unique(name, columns, nullsNotDistinct, deferrable, initially, include);
        }

        @Override
        public Unique toItem() {
            return build();
        }
    }
}
