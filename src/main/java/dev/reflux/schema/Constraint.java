package dev.reflux.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A constraint of a table. */
public sealed interface Constraint extends TableItem permits PrimaryKey, Unique, ForeignKey, Check, Exclude {

    /** Its name; null: by the naming convention, else the database's own. */
    @Nullable
    String name();

    /** Its kind. */
    ConstraintType type();

    /** The columns that it lists, in order; none for the kinds that are about SQL expressions. */
    List<String> columns();

    /** The same under a name. */
    Constraint named(String newName);
}
