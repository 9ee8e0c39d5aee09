package dev.reflux.schema;

import org.jspecify.annotations.Nullable;

/**
 * How a sequence counts.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createsequence.html">CREATE SEQUENCE</a>
 */
@Description("How a sequence counts.")
public record SequenceOptions(
        @Description("first value") @Nullable Long start,
        @Description("step from value to value; negative to count down") @Nullable Long increment,
        @Description("smallest value") @Nullable Long minvalue,
        @Description("greatest value") @Nullable Long maxvalue,
        @Description("number of values that a session takes at once") @Nullable Long cache,
        @Description("whether it begins again at its end") boolean cycle) {

    /** Checks and copies the arguments. */
    public SequenceOptions {
        if (increment != null && increment == 0) {
            throw Arguments.invalid("increment", "must not be 0");
        }
        if (cache != null && cache < 1) {
            throw Arguments.invalid("cache", "must be at least 1");
        }
        if (minvalue != null && maxvalue != null && minvalue >= maxvalue) {
            throw Arguments.invalid("minvalue", "must be less than maxvalue");
        }
    }

    /** A builder with all else unset. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private @Nullable Long start;
        private @Nullable Long increment;
        private @Nullable Long minvalue;
        private @Nullable Long maxvalue;
        private @Nullable Long cache;
        private boolean cycle;

        private Builder() {}

        /** Sets {@link SequenceOptions#start}. */
        public Builder start(Long value) {
            start = value;
            return this;
        }

        /** Sets {@link SequenceOptions#increment}. */
        public Builder increment(Long value) {
            increment = value;
            return this;
        }

        /** Sets {@link SequenceOptions#minvalue}. */
        public Builder minvalue(Long value) {
            minvalue = value;
            return this;
        }

        /** Sets {@link SequenceOptions#maxvalue}. */
        public Builder maxvalue(Long value) {
            maxvalue = value;
            return this;
        }

        /** Sets {@link SequenceOptions#cache}. */
        public Builder cache(Long value) {
            cache = value;
            return this;
        }

        /** Switches on {@link SequenceOptions#cycle}. */
        public Builder cycle() {
            cycle = true;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public SequenceOptions build() {
            return new SequenceOptions(start, increment, minvalue, maxvalue, cache, cycle);
        }
    }
}
