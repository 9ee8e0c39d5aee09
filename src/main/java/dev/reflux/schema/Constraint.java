package dev.reflux.schema;

import org.jspecify.annotations.Nullable;

/** A constraint of a table. */
public sealed interface Constraint extends TableItem permits PrimaryKey, Unique, ForeignKey, Check, Exclude {

    /** Its name; null: by the naming convention, else the database's own. */
    @Nullable
    String name();

    /** Its kind. */
    default ConstraintType type() {
        if (this instanceof PrimaryKey) {
            return ConstraintType.PRIMARY_KEY;
        }
        if (this instanceof Unique) {
            return ConstraintType.UNIQUE;
        }
        if (this instanceof ForeignKey) {
            return ConstraintType.FOREIGN_KEY;
        }
        return this instanceof Check ? ConstraintType.CHECK : ConstraintType.EXCLUDE;
    }
}
