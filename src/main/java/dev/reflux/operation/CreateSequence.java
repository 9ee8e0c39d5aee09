package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.ColumnReference;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Description;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.schema.Unwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Creates a sequence.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createsequence.html">CREATE SEQUENCE</a>
 */
@Description("Creates a sequence.")
public record CreateSequence(
        @Description("name") String name,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("smallint, integer or bigint; absent: bigint") @Nullable DataType type,
        @Description("how it counts") @Unwrapped SequenceOptions options,
        @Description("column with which it goes") @Nullable ColumnReference ownedBy,
        @Description("whether it may be there already") boolean ifNotExists)
        implements Operation {

    /** Checks and copies the arguments. */
    public CreateSequence {
        Arguments.name("name", name);
        Arguments.optionalName("schema", schema);
        Arguments.required("options", options);
    }

    /** A builder with all else unset. */
    public static Builder builder(String name, SequenceOptions options) {
        return new Builder(name, options);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitCreateSequence(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private final SequenceOptions options;
        private @Nullable String schema;
        private @Nullable DataType type;
        private @Nullable ColumnReference ownedBy;
        private boolean ifNotExists;

        private Builder(String name, SequenceOptions options) {
            this.name = name;
            this.options = options;
        }

        /** Sets {@link CreateSequence#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Sets {@link CreateSequence#type}. */
        public Builder type(DataType value) {
            type = value;
            return this;
        }

        /** Sets {@link CreateSequence#ownedBy}. */
        public Builder ownedBy(ColumnReference value) {
            ownedBy = value;
            return this;
        }

        /** Switches on {@link CreateSequence#ifNotExists}. */
        public Builder ifNotExists() {
            ifNotExists = true;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public CreateSequence build() {
            return new CreateSequence(name, schema, type, options, ownedBy, ifNotExists);
        }
    }
}
