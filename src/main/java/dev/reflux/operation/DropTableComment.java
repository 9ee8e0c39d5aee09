package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import org.jspecify.annotations.Nullable;

/**
 * Removes the comment of a table.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-comment.html">COMMENT</a>
 */
@Description("Removes the comment of a table.")
public record DropTableComment(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("comment before, for the way back") @Nullable String existingComment)
        implements Operation {

    /** Checks and copies the arguments. */
    public DropTableComment {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.optionalText("existing_comment", existingComment);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table) {
        return new Builder(table);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitDropTableComment(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private @Nullable String schema;
        private @Nullable String existingComment;

        private Builder(String table) {
            this.table = table;
        }

        /** Sets {@link DropTableComment#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Sets {@link DropTableComment#existingComment}. */
        public Builder existingComment(String value) {
            existingComment = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public DropTableComment build() {
            return new DropTableComment(table, schema, existingComment);
        }
    }
}
