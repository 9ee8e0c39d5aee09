package dev.reflux.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A primary key.
 */
@Description("A primary key.")
public record PrimaryKey(
        @Description("name; absent: by the naming convention") @Nullable String name,
        @Description("columns, in order") @NotEmpty List<String> columns)
        implements Constraint {

    /** Checks and copies the arguments. */
    public PrimaryKey {
        Arguments.optionalName("name", name);
        columns = Arguments.list("columns", columns);
        Arguments.notEmpty("columns", columns);
        Arguments.names("columns", columns);
    }

    /** A builder with all else unset. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ConstraintType type() {
        return ConstraintType.PRIMARY_KEY;
    }

    @Override
    public PrimaryKey named(String newName) {
        return new PrimaryKey(newName, columns);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder implements TableElement {

        private @Nullable String name;
        private List<String> columns = List.of();

        private Builder() {}

        /** Sets {@link PrimaryKey#name}. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** Sets {@link PrimaryKey#columns}. */
        public Builder columns(String... values) {
            columns = List.of(values);
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public PrimaryKey build() {
            return new PrimaryKey(name, columns);
        }

        @Override
        public PrimaryKey toItem() {
            return build();
        }
    }
}
