package dev.reflux.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key.
 */
@Description("A foreign key.")
public record ForeignKey(
        @Description("name; absent: by the naming convention") @Nullable String name,
        @Description("columns, in order") @NotEmpty List<String> columns,
        @Description("referenced table") String referentTable,
        @Description("schema of the referenced table") @Nullable String referentSchema,
        @Description("referenced columns; absent: the primary key") List<String> referentColumns,
        @Description("when a referenced row is deleted") @Nullable ReferentialAction onDelete,
        @Description("when a referenced value changes") @Nullable ReferentialAction onUpdate,
        @Description("which rows it holds for") @Nullable MatchType match,
        @Description("whether it may be checked at the end of the transaction") boolean deferrable,
        @Description("when it is checked unless the transaction says otherwise") @Nullable Initially initially,
        @Description("whether existing rows are left unchecked") boolean notValid)
        implements Constraint {

    /** Checks and copies the arguments. */
    public ForeignKey {
        Arguments.optionalName("name", name);
        columns = Arguments.list("columns", columns);
        Arguments.name("referent_table", referentTable);
        Arguments.optionalName("referent_schema", referentSchema);
        referentColumns = Arguments.list("referent_columns", referentColumns);
        Arguments.notEmpty("columns", columns);
        Arguments.names("columns", columns);
        Arguments.names("referent_columns", referentColumns);
        if (!referentColumns.isEmpty() && referentColumns.size() != columns.size()) {
            throw Arguments.invalid(
                    "referent_columns",
                    "has " + referentColumns.size() + " columns for " + columns.size() + " in columns");
        }
        deferrable = Arguments.deferrable(deferrable, initially);
    }

    /** A builder with all unset; it needs {@link Builder#columns} and {@link Builder#references}. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with all else unset. */
    public static Builder builder(String referentTable) {
        return builder().references(referentTable);
    }

    @Override
    public ConstraintType type() {
        return ConstraintType.FOREIGN_KEY;
    }

    @Override
    public ForeignKey named(String newName) {
        return new ForeignKey(
                newName,
                columns,
                referentTable,
                referentSchema,
                referentColumns,
                onDelete,
                onUpdate,
                match,
                deferrable,
                initially,
                notValid);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder implements TableElement {

        private @Nullable String referentTable;
        private @Nullable String name;
        private List<String> columns = List.of();
        private @Nullable String referentSchema;
        private List<String> referentColumns = List.of();
        private @Nullable ReferentialAction onDelete;
        private @Nullable ReferentialAction onUpdate;
        private @Nullable MatchType match;
        private boolean deferrable;
        private @Nullable Initially initially;
        private boolean notValid;

        private Builder() {}

        /** Sets {@link ForeignKey#name}. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** Sets {@link ForeignKey#columns}. */
        public Builder columns(String... values) {
            columns = List.of(values);
            return this;
        }

        /**
         * Sets {@link ForeignKey#referentTable} and {@link ForeignKey#referentColumns}.
         *
         * @param columns in the order of its own; none: the primary key of the table
         */
        public Builder references(String table, String... columns) {
            referentTable = table;
            return referentColumns(columns);
        }

        /** Sets {@link ForeignKey#referentSchema}. */
        public Builder referentSchema(String value) {
            referentSchema = value;
            return this;
        }

        /** Sets {@link ForeignKey#referentColumns}. */
        public Builder referentColumns(String... values) {
            referentColumns = List.of(values);
            return this;
        }

        /** Sets {@link ForeignKey#onDelete}. */
        public Builder onDelete(ReferentialAction value) {
            onDelete = value;
            return this;
        }

        /** Sets {@link ForeignKey#onUpdate}. */
        public Builder onUpdate(ReferentialAction value) {
            onUpdate = value;
            return this;
        }

        /** Sets {@link ForeignKey#match}. */
        public Builder match(MatchType value) {
            match = value;
            return this;
        }

        /** Switches on {@link ForeignKey#deferrable}. */
        public Builder deferrable() {
            deferrable = true;
            return this;
        }

        /** Sets {@link ForeignKey#initially}. */
        public Builder initially(Initially value) {
            initially = value;
            return this;
        }

        /** Switches on {@link ForeignKey#notValid}. */
        public Builder notValid() {
            notValid = true;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public ForeignKey build() {
            return new ForeignKey(
                    name,
                    columns,
                    Arguments.required("referent_table", referentTable),
                    referentSchema,
                    referentColumns,
                    onDelete,
                    onUpdate,
                    match,
                    deferrable,
                    initially,
                    notValid);
        }

        @Override
        public ForeignKey toItem() {
            return build();
        }
    }
}
