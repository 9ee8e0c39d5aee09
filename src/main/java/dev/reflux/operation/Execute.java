package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import dev.reflux.schema.Shorthand;
import java.util.Map;

/**
 * Runs SQL.
 */
@Description("Runs SQL.")
@Shorthand("sql")
public record Execute(
        @Description("one statement or several") String sql,
        @Description("values of :name in the text") Map<String, Parameter> params)
        implements Operation {

    /** Checks and copies the arguments. */
    public Execute {
        Arguments.sql("sql", sql);
        params = Arguments.map("params", params);
    }

    /** A builder with all else unset. */
    public static Builder builder(String sql) {
        return new Builder(sql);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitExecute(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String sql;
        private Map<String, Parameter> params = Map.of();

        private Builder(String sql) {
            this.sql = sql;
        }

        /** Sets {@link Execute#params}. */
        public Builder params(Map<String, Parameter> value) {
            params = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public Execute build() {
            return new Execute(sql, params);
        }
    }
}
