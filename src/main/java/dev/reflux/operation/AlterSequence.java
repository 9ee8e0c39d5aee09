package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.ColumnReference;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Description;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.schema.Unwrapped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes a sequence; what is absent stays.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altersequence.html">ALTER SEQUENCE</a>
 */
@Description("Changes a sequence; what is absent stays.")
public record AlterSequence(
        @Description("name") String name,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("new name") @Nullable String newName,
        @Description("new type") @Nullable DataType type,
        @Description("how it counts from now on") @Unwrapped SequenceOptions options,
        @Description("whether it stops at its end from now on") boolean noCycle,
        @Description("next value") @Nullable Long restart,
        @Description("column with which it goes") @Nullable ColumnReference ownedBy)
        implements Operation {

    /** Checks and copies the arguments. */
    public AlterSequence {
        Arguments.name("name", name);
        Arguments.optionalName("schema", schema);
        Arguments.optionalName("new_name", newName);
        Arguments.required("options", options);
        Arguments.atMostOne(Map.of("cycle", options.cycle(), "no_cycle", noCycle));
    }

    /** A builder with all else unset. */
    public static Builder builder(String name, SequenceOptions options) {
        return new Builder(name, options);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitAlterSequence(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String name;
        private final SequenceOptions options;
        private @Nullable String schema;
        private @Nullable String newName;
        private @Nullable DataType type;
        private boolean noCycle;
        private @Nullable Long restart;
        private @Nullable ColumnReference ownedBy;

        private Builder(String name, SequenceOptions options) {
            this.name = name;
            this.options = options;
        }

        /** Sets {@link AlterSequence#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Sets {@link AlterSequence#newName}. */
        public Builder newName(String value) {
            newName = value;
            return this;
        }

        /** Sets {@link AlterSequence#type}. */
        public Builder type(DataType value) {
            type = value;
            return this;
        }

        /** Switches on {@link AlterSequence#noCycle}. */
        public Builder noCycle() {
            noCycle = true;
            return this;
        }

        /** Sets {@link AlterSequence#restart}. */
        public Builder restart(Long value) {
            restart = value;
            return this;
        }

        /** Sets {@link AlterSequence#ownedBy}. */
        public Builder ownedBy(ColumnReference value) {
            ownedBy = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public AlterSequence build() {
            return new AlterSequence(name, schema, newName, type, options, noCycle, restart, ownedBy);
        }
    }
}
