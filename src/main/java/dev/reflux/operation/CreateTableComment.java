package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.Description;
import org.jspecify.annotations.Nullable;

/**
 * Sets the comment of a table.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-comment.html">COMMENT</a>
 */
@Description("Sets the comment of a table.")
public record CreateTableComment(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("comment") String comment,
        @Description("comment before, for the way back") @Nullable String existingComment)
        implements Operation {

    /** Checks and copies the arguments. */
    public CreateTableComment {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.storable("comment", Arguments.required("comment", comment));
        Arguments.optionalText("existing_comment", existingComment);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table, String comment) {
        return new Builder(table, comment);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitCreateTableComment(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private final String comment;
        private @Nullable String schema;
        private @Nullable String existingComment;

        private Builder(String table, String comment) {
            this.table = table;
            this.comment = comment;
        }

        /** Sets {@link CreateTableComment#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Sets {@link CreateTableComment#existingComment}. */
        public Builder existingComment(String value) {
            existingComment = value;
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public CreateTableComment build() {
            return new CreateTableComment(table, schema, comment, existingComment);
        }
    }
}
