package dev.reflux.operation;

import dev.reflux.schema.DataType;
import dev.reflux.schema.Identity;
import dev.reflux.schema.Literal;
import org.jspecify.annotations.Nullable;

/**
 * The way back of a changed column: each change and what was there before change places.
 *
 * <p>What did not change stays said, so that the reverse of the reverse is the operation, but for {@code using}: how old
 * values come from new ones is not known, so it is a mere cast where the types need one.
 */
final class AlterColumnReversal {

    private final AlterColumn change;
    private final boolean changesType;
    private final boolean changesDefault;
    private final boolean changesComment;

    AlterColumnReversal(AlterColumn change) {
        this.change = change;
        this.changesType = change.type() != null;
        this.changesDefault = change.defaultValue() != null || change.defaultSql() != null || change.dropDefault();
        this.changesComment = change.comment() != null || change.dropComment();
    }

    /** A default, or none where both are null. */
    private record Default(@Nullable Literal value, @Nullable String sql) {

        static final Default NONE = new Default(null, null);

        static Default of(@Nullable Literal value, @Nullable String sql) {
            return new Default(value instanceof Literal.Null ? null : value, sql);
        }

        boolean isNone() {
            return value == null && sql == null;
        }
    }

    Reverse reverse() {
        String missing = missing();
        if (missing != null) {
            return Reversal.none(change, "nothing says what was there before; add the key " + missing);
        }
        return new Reverse.By(swapped());
    }

    private @Nullable String missing() {
        if (changesType && change.existingType() == null) {
            return "existing_type";
        }
        if (change.nullable() != null && change.existingNullable() == null) {
            return "existing_nullable";
        }
        if (change.dropIdentity() && change.existingIdentity() == null) {
            return "existing_identity";
        }
        // A column cannot have had a default beside its identity
        boolean knowsDefault =
                change.existingDefault() != null || change.existingDefaultSql() != null || change.dropIdentity();
        if (changesDefault && !knowsDefault) {
            return "existing_default";
        }
        return changesComment && change.existingComment() == null ? "existing_comment" : null;
    }

    private AlterColumn swapped() {
        String newName = change.newName();
        Default set = defaultToSet();
        String commentBefore = changesComment ? change.existingComment() : null;
        boolean dropsComment = commentBefore != null && commentBefore.isEmpty();
        return new AlterColumn(
                change.table(),
                change.schema(),
                newName == null ? change.name() : newName,
                newName == null ? null : change.name(),
                changesType ? change.existingType() : null,
                using(),
                change.nullable() == null ? null : change.existingNullable(),
                set.value(),
                set.sql(),
                changesDefault && set.isNone() && identityToSet() == null,
                dropsComment ? null : commentBefore,
                dropsComment,
                identityToSet(),
                change.identity() != null && change.existingIdentity() == null,
                changesType ? change.existingCollation() : null,
                changesType ? change.type() : change.existingType(),
                change.nullable() == null ? change.existingNullable() : change.nullable(),
                existingDefault(),
                existingDefaultSql(),
                changesComment ? newComment() : change.existingComment(),
                existingIdentity(),
                changesType ? change.collation() : change.existingCollation());
    }

    private @Nullable String using() {
        DataType from = change.type();
        DataType to = change.existingType();
        String column = change.newName() == null ? change.name() : change.newName();
        return from == null || to == null ? null : CastBack.using(column, from, to);
    }

    /** The server turns no default into one of a type that needs a cast, so it is set anew. */
    private boolean partsFromDefault() {
        DataType from = change.type();
        DataType to = change.existingType();
        return from != null && to != null && identityToSet() == null && CastBack.parts(from, to);
    }

    private @Nullable Identity identityToSet() {
        return change.identity() != null || change.dropIdentity() ? change.existingIdentity() : null;
    }

    private @Nullable Identity existingIdentity() {
        if (change.dropIdentity()) {
            return null;
        }
        return change.identity() == null ? change.existingIdentity() : change.identity();
    }

    /** Adding an identity takes a default away. */
    private boolean tradesDefaultForIdentity() {
        return change.identity() != null && change.existingIdentity() == null;
    }

    private Default defaultToSet() {
        boolean sets = (changesDefault && !change.dropIdentity()) || tradesDefaultForIdentity() || partsFromDefault();
        return sets ? Default.of(change.existingDefault(), change.existingDefaultSql()) : Default.NONE;
    }

    private @Nullable Literal existingDefault() {
        if (changesDefault) {
            boolean none = change.dropDefault() && !change.dropIdentity();
            return none ? new Literal.Null() : change.defaultValue();
        }
        return tradesDefaultForIdentity() ? null : change.existingDefault();
    }

    private @Nullable String existingDefaultSql() {
        if (changesDefault) {
            return change.defaultSql();
        }
        return tradesDefaultForIdentity() ? null : change.existingDefaultSql();
    }

    private String newComment() {
        return change.comment() == null ? "" : change.comment();
    }
}
