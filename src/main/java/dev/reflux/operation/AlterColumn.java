package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Description;
import dev.reflux.schema.Identity;
import dev.reflux.schema.Key;
import dev.reflux.schema.Literal;
import dev.reflux.schema.QualifiedName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes a column; what is absent stays.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
@Description("Changes a column; what is absent stays.")
public record AlterColumn(
        @Description("table") String table,
        @Description("schema; absent: the first of the search path") @Nullable String schema,
        @Description("name") String name,
        @Description("new name") @Nullable String newName,
        @Description("new type") @Nullable DataType type,
        @Description("SQL expression that makes new values of old ones") @Nullable String using,
        @Description("whether it takes null") @Nullable Boolean nullable,
        @Description("new default value, quoted for its type") @Key("default") @Nullable Literal defaultValue,
        @Description("new default as SQL expression") @Nullable String defaultSql,
        @Description("whether the default goes") boolean dropDefault,
        @Description("new comment") @Nullable String comment,
        @Description("whether the comment goes") boolean dropComment,
        @Description("makes it an identity column, or changes how it counts") @Nullable Identity identity,
        @Description("whether it stops being an identity column") boolean dropIdentity,
        @Description("new collation; needs type") @Nullable QualifiedName collation,
        @Description("type before, for the way back") @Nullable DataType existingType,
        @Description("whether it took null before") @Nullable Boolean existingNullable,
        @Description("default value before; null: none") @Nullable Literal existingDefault,
        @Description("default before as SQL expression") @Nullable String existingDefaultSql,
        @Description("comment before; empty: none") @Nullable String existingComment,
        @Description("identity before") @Nullable Identity existingIdentity,
        @Description("collation before") @Nullable QualifiedName existingCollation)
        implements Operation {

    /** Checks and copies the arguments. */
    public AlterColumn {
        Arguments.name("table", table);
        Arguments.optionalName("schema", schema);
        Arguments.name("name", name);
        Arguments.optionalName("new_name", newName);
        Arguments.optionalSql("using", using);
        Arguments.optionalText("comment", comment);
        Arguments.optionalText("existing_comment", existingComment);
        Arguments.optionalSql("default_sql", defaultSql);
        Arguments.optionalSql("existing_default_sql", existingDefaultSql);
        Arguments.atMostOne(Map.of(
                "default", defaultValue != null,
                "default_sql", defaultSql != null,
                "drop_default", dropDefault,
                "identity", identity != null));
        Arguments.atMostOne(Map.of("comment", comment != null, "drop_comment", dropComment));
        Arguments.atMostOne(Map.of("identity", identity != null, "drop_identity", dropIdentity));
        Arguments.atMostOne(Map.of(
                "existing_default", existingDefault != null, "existing_default_sql", existingDefaultSql != null));
        Arguments.needs("using", using != null, "type", type != null);
        Arguments.needs("collation", collation != null, "type", type != null);
    }

    /** A builder with all else unset. */
    public static Builder builder(String table, String name) {
        return new Builder(table, name);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visitAlterColumn(this);
    }

    /** Collects the arguments, in any order. Not for several threads. */
    public static final class Builder {

        private final String table;
        private final String name;
        private @Nullable String schema;
        private @Nullable String newName;
        private @Nullable DataType type;
        private @Nullable String using;
        private @Nullable Boolean nullable;
        private @Nullable Literal defaultValue;
        private @Nullable String defaultSql;
        private boolean dropDefault;
        private @Nullable String comment;
        private boolean dropComment;
        private @Nullable Identity identity;
        private boolean dropIdentity;
        private @Nullable QualifiedName collation;
        private @Nullable DataType existingType;
        private @Nullable Boolean existingNullable;
        private @Nullable Literal existingDefault;
        private @Nullable String existingDefaultSql;
        private @Nullable String existingComment;
        private @Nullable Identity existingIdentity;
        private @Nullable QualifiedName existingCollation;

        private Builder(String table, String name) {
            this.table = table;
            this.name = name;
        }

        /** Sets {@link AlterColumn#schema}. */
        public Builder schema(String value) {
            schema = value;
            return this;
        }

        /** Sets {@link AlterColumn#newName}. */
        public Builder newName(String value) {
            newName = value;
            return this;
        }

        /** Sets {@link AlterColumn#type}. */
        public Builder type(DataType value) {
            type = value;
            return this;
        }

        /** Sets {@link AlterColumn#using}. */
        public Builder using(String value) {
            using = value;
            return this;
        }

        /** Sets {@link AlterColumn#nullable}. */
        public Builder nullable(Boolean value) {
            nullable = value;
            return this;
        }

        /** Sets {@link AlterColumn#defaultValue}. */
        public Builder defaultValue(@Nullable Object value) {
            defaultValue = Literal.of(value);
            return this;
        }

        /** Sets {@link AlterColumn#defaultSql}. */
        public Builder defaultSql(String value) {
            defaultSql = value;
            return this;
        }

        /** Switches on {@link AlterColumn#dropDefault}. */
        public Builder dropDefault() {
            dropDefault = true;
            return this;
        }

        /** Sets {@link AlterColumn#comment}. */
        public Builder comment(String value) {
            comment = value;
            return this;
        }

        /** Switches on {@link AlterColumn#dropComment}. */
        public Builder dropComment() {
            dropComment = true;
            return this;
        }

        /** Sets {@link AlterColumn#identity}. */
        public Builder identity(Identity value) {
            identity = value;
            return this;
        }

        /** Switches on {@link AlterColumn#dropIdentity}. */
        public Builder dropIdentity() {
            dropIdentity = true;
            return this;
        }

        /** Sets {@link AlterColumn#collation}. */
        public Builder collation(String value) {
            collation = QualifiedName.parse(value);
            return this;
        }

        /** Sets {@link AlterColumn#existingType}. */
        public Builder existingType(DataType value) {
            existingType = value;
            return this;
        }

        /** Sets {@link AlterColumn#existingNullable}. */
        public Builder existingNullable(Boolean value) {
            existingNullable = value;
            return this;
        }

        /** Sets {@link AlterColumn#existingDefault}. */
        public Builder existingDefault(@Nullable Object value) {
            existingDefault = Literal.of(value);
            return this;
        }

        /** Sets {@link AlterColumn#existingDefaultSql}. */
        public Builder existingDefaultSql(String value) {
            existingDefaultSql = value;
            return this;
        }

        /** Sets {@link AlterColumn#existingComment}. */
        public Builder existingComment(String value) {
            existingComment = value;
            return this;
        }

        /** Sets {@link AlterColumn#existingIdentity}. */
        public Builder existingIdentity(Identity value) {
            existingIdentity = value;
            return this;
        }

        /** Sets {@link AlterColumn#existingCollation}. */
        public Builder existingCollation(String value) {
            existingCollation = QualifiedName.parse(value);
            return this;
        }

        /**
         * The finished record.
         *
         * @throws dev.reflux.error.InvalidOperationException if the arguments do not go together
         */
        public AlterColumn build() {
            return new AlterColumn(
                    table,
                    schema,
                    name,
                    newName,
                    type,
                    using,
                    nullable,
                    defaultValue,
                    defaultSql,
                    dropDefault,
                    comment,
                    dropComment,
                    identity,
                    dropIdentity,
                    collation,
                    existingType,
                    existingNullable,
                    existingDefault,
                    existingDefaultSql,
                    existingComment,
                    existingIdentity,
                    existingCollation);
        }
    }
}
