package dev.reflux.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check constraint.
 */
@Description("A check constraint.")
public record Check(
        @Description("name; absent: by the naming convention") @Nullable String name,
        @Description("SQL condition that every row meets") String condition,
        @Description("whether existing rows are left unchecked") boolean notValid,
        @Description("whether child tables are free of it") boolean noInherit)
        implements Constraint {

    /** Checks and copies the arguments. */
    public Check {
        Arguments.optionalName("name", name);
        Arguments.sql("condition", condition);
    }

    /** A builder with all else unset. */
    public static Builder builder(String condition) {
        return new Builder(condition);
    }

    @Override
    public ConstraintType type() {
        return ConstraintType.CHECK;
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public Check named(String newName) {
        return new Check(newName, condition, notValid, noInherit);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder implements TableElement {

        private final String condition;
        private @Nullable String name;
        private boolean notValid;
        private boolean noInherit;

        private Builder(String condition) {
            this.condition = condition;
        }

        /** Sets {@link Check#name}. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** Switches on {@link Check#notValid}. */
        public Builder notValid() {
            notValid = true;
            return this;
        }

        /** Switches on {@link Check#noInherit}. */
        public Builder noInherit() {
            noInherit = true;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public Check build() {
            return new Check(name, condition, notValid, noInherit);
        }

        @Override
        public Check toItem() {
            return build();
        }
    }
}
