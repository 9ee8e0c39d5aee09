package dev.reflux.operation;

import dev.reflux.schema.Arguments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names for the constraints and indexes that were given none.
 *
 * <p>A template has gaps: {@code %t} is the table, {@code %c} the columns joined by an underscore, {@code %rt} the
 * referenced table, {@code %n} the given name, {@code %%} a percent sign. Names are without schema. One with {@code %n}
 * completes given names too, unless they are of its shape already: {@code ck_%t_%n} makes {@code ck_item_positive} of
 * {@code positive} and leaves {@code ck_item_positive} alone.
 *
 * <p>Follows SQLAlchemy's {@code MetaData.naming_convention}, with shorter tokens. There a full name is marked by
 * Alembic's {@code op.f()}; here it is told by its shape. A name that the database would cut off is refused, where
 * SQLAlchemy shortens it.
 */
public final class NamingConvention {

    private static final Set<String> KINDS = Set.of("ix", "uq", "ck", "fk", "pk");

    /** Leaves every name to the database. */
    public static final NamingConvention NONE = of(Map.of());

    private final ConventionNamer namer;

    private NamingConvention(Map<String, NameTemplate> templates) {
        this.namer = new ConventionNamer(new ConventionalNames(templates));
    }

    /**
     * The convention of some templates.
     *
     * @param templates by kind: {@code ix} indexes, {@code uq} unique constraints, {@code ck} check constraints, {@code
     *     fk} foreign keys, {@code pk} primary keys; a kind that is not there is left to the database, as exclude
     *     constraints are
     * @throws dev.reflux.error.InvalidOperationException if a kind or a token is unknown
     */
    public static NamingConvention of(Map<String, String> templates) {
        Map<String, NameTemplate> parsed = new HashMap<>();
        templates.forEach((kind, template) -> {
            if (!KINDS.contains(kind)) {
                throw Arguments.invalid(
                        "naming_convention", "has the unknown kind \"" + kind + "\"; known are ix, uq, ck, fk and pk");
            }
            parsed.put(kind, NameTemplate.parse(template));
        });
        return new NamingConvention(parsed);
    }

    /**
     * The operation with its names, those within {@code dropped} included.
     *
     * <p>Of {@code create_table}, what columns imply becomes constraints and indexes of the table. Of {@code add_column}
     * it becomes operations of their own, so that there may be several in place of one. What {@code dropped} says of a
     * column is named when its reverse is: apply the convention to operations, and to their reverses again. Applying it
     * twice is applying it once.
     *
     * @return in the order in which they run; one or more
     * @throws dev.reflux.error.InvalidOperationException if a name cannot be made, or is longer than the database takes
     */
    public List<Operation> apply(Operation operation) {
        return operation.accept(namer);
    }
}
