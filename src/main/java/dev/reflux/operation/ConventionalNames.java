package dev.reflux.operation;

import dev.reflux.schema.Constraint;
import dev.reflux.schema.ConstraintType;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Index;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.Reference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that a convention has for single constraints and indexes. */
final class ConventionalNames {

    private final Map<String, NameTemplate> templates;

    ConventionalNames(Map<String, NameTemplate> templates) {
        this.templates = Map.copyOf(templates);
    }

    boolean has(String kind) {
        return templates.containsKey(kind);
    }

    /** The constraint with its name, if the convention has one for it. */
    Constraint apply(String table, Constraint constraint) {
        String name = fill(constraint.type(), gaps(table, constraint));
        return name == null ? constraint : constraint.named(name);
    }

    /** The index with its name, if the convention has one for it. */
    Index apply(String table, Index index) {
        NameTemplate template = templates.get("ix");
        if (template == null) {
            return index;
        }
        return index.named(template.fill(new NameTemplate.Gaps(table, columns(index), null, index.name())));
    }

    /** The foreign key of a column with its name, if the convention has one for it. */
    Reference apply(String table, String column, Reference reference) {
        String name = fill(
                ConstraintType.FOREIGN_KEY, new NameTemplate.Gaps(table, column, reference.table(), reference.name()));
        return new Reference(
                reference.table(),
                reference.schema(),
                reference.column(),
                name == null ? reference.name() : name,
                reference.onDelete(),
                reference.onUpdate(),
                reference.deferrable(),
                reference.initially());
    }

    /** The name of a constraint of which no more is known. */
    String complete(String table, ConstraintType type, String given) {
        String name = fill(type, new NameTemplate.Gaps(table, null, null, given));
        return name == null ? given : name;
    }

    private @Nullable String fill(ConstraintType type, NameTemplate.Gaps gaps) {
        NameTemplate template = templates.get(kind(type));
        return template == null ? gaps.given() : template.fill(gaps);
    }

    /** The key of the convention; empty where there is none. */
    private static String kind(ConstraintType type) {
        return switch (type) {
            case PRIMARY_KEY -> "pk";
            case UNIQUE -> "uq";
            case FOREIGN_KEY -> "fk";
            case CHECK -> "ck";
            case EXCLUDE -> "";
        };
    }

    private static NameTemplate.Gaps gaps(String table, Constraint constraint) {
        String columns = constraint.columns().isEmpty() ? null : String.join("_", constraint.columns());
        String referent = constraint instanceof ForeignKey key ? key.referentTable() : null;
        return new NameTemplate.Gaps(table, columns, referent, constraint.name());
    }

    private static @Nullable String columns(Index index) {
        StringBuilder joined = new StringBuilder();
        for (IndexColumn column : index.columns()) {
            if (column.column() == null) {
                return null;
            }
            joined.append(joined.isEmpty() ? "" : "_").append(column.column());
        }
        return joined.toString();
    }
}
