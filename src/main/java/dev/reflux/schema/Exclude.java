package dev.reflux.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exclude constraint.
 */
@Description("An exclude constraint.")
public record Exclude(
        @Description("name; absent: by the naming convention") @Nullable String name,
        @Description("what is compared") @NotEmpty List<ExcludeElement> elements,
        @Description("access method; absent: gist") @Nullable String using,
        @Description("SQL condition of the rows that it holds for") @Nullable String where,
        @Description("whether it may be checked at the end of the transaction") boolean deferrable,
        @Description("when it is checked unless the transaction says otherwise") @Nullable Initially initially)
        implements Constraint {

    /** Checks and copies the arguments. */
    public Exclude {
        Arguments.optionalName("name", name);
        elements = Arguments.list("elements", elements);
        Arguments.notEmpty("elements", elements);
        Arguments.optionalName("using", using);
        Arguments.optionalSql("where", where);
        deferrable = Arguments.deferrable(deferrable, initially);
    }

    /** A builder with all else unset. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ConstraintType type() {
        return ConstraintType.EXCLUDE;
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public Exclude named(String newName) {
        return new Exclude(newName, elements, using, where, deferrable, initially);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder implements TableElement {

        private @Nullable String name;
        private List<ExcludeElement> elements = List.of();
        private @Nullable String using;
        private @Nullable String where;
        private boolean deferrable;
        private @Nullable Initially initially;

        private Builder() {}

        /** Sets {@link Exclude#name}. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** Sets {@link Exclude#elements}. */
        public Builder elements(ExcludeElement... values) {
            elements = List.of(values);
            return this;
        }

        /** Sets {@link Exclude#using}. */
        public Builder using(String value) {
            using = value;
            return this;
        }

        /** Sets {@link Exclude#where}. */
        public Builder where(String value) {
            where = value;
            return this;
        }

        /** Switches on {@link Exclude#deferrable}. */
        public Builder deferrable() {
            deferrable = true;
            return this;
        }

        /** Sets {@link Exclude#initially}. */
        public Builder initially(Initially value) {
            initially = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public Exclude build() {
            return new Exclude(name, elements, using, where, deferrable, initially);
        }

        @Override
        public Exclude toItem() {
            return build();
        }
    }
}
