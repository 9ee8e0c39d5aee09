package dev.reflux.schema;

import org.jspecify.annotations.Nullable;

/**
 * A foreign key of one column.
 */
@Description("A foreign key of one column.")
public record Reference(
        @Description("referenced table") String table,
        @Description("schema of the referenced table") @Nullable String schema,
        @Description("referenced column; absent: the primary key") @Nullable String column,
        @Description("name of the constraint") @Nullable String name,
        @Description("when the referenced row is deleted") @Nullable ReferentialAction onDelete,
        @Description("when the referenced value changes") @Nullable ReferentialAction onUpdate,
        @Description("whether it may be checked at the end of the transaction") boolean deferrable,
        @Description("when it is checked unless the transaction says otherwise") @Nullable Initially initially) {

    /** Checks and copies the arguments. */
    public Reference {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.optionalName("name", name);
        Arguments.optionalName("column", column);
        deferrable = Arguments.deferrable(deferrable, initially);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table) {
        return new Builder(table);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private @Nullable String schema;
        private @Nullable String column;
        private @Nullable String name;
        private @Nullable ReferentialAction onDelete;
        private @Nullable ReferentialAction onUpdate;
        private boolean deferrable;
        private @Nullable Initially initially;

        private Builder(String table) {
            this.table = table;
        }

        /** Sets {@link Reference#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Sets {@link Reference#column}. */
        public Builder column(String value) {
            column = value;
            return this;
        }

        /** Sets {@link Reference#name}. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** Sets {@link Reference#onDelete}. */
        public Builder onDelete(ReferentialAction value) {
            onDelete = value;
            return this;
        }

        /** Sets {@link Reference#onUpdate}. */
        public Builder onUpdate(ReferentialAction value) {
            onUpdate = value;
            return this;
        }

        /** Switches on {@link Reference#deferrable}. */
        public Builder deferrable() {
            deferrable = true;
            return this;
        }

        /** Sets {@link Reference#initially}. */
        public Builder initially(Initially value) {
            initially = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public Reference build() {
            return new Reference(table, schema, column, name, onDelete, onUpdate, deferrable, initially);
        }
    }
}
