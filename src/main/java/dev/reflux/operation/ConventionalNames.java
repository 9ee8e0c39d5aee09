package dev.reflux.operation;

import dev.reflux.schema.Check;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.ConstraintType;
import dev.reflux.schema.Exclude;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Index;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.Reference;
import dev.reflux.schema.Unique;
import java.util.List;
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
        String name = fill(constraint.type(), gaps(table, constraint, constraint.name()));
        return name == null ? constraint : named(constraint, name);
    }

    /** The index with its name, if the convention has one for it. */
    Index apply(String table, Index index) {
        NameTemplate template = templates.get("ix");
        if (template == null) {
            return index;
        }
        return named(index, template.fill(new NameTemplate.Gaps(table, columns(index), null, index.name())));
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

    private static NameTemplate.Gaps gaps(String table, Constraint constraint, @Nullable String given) {
        List<String> columns = List.of();
        String referent = null;
        if (constraint instanceof PrimaryKey key) {
            columns = key.columns();
        } else if (constraint instanceof Unique unique) {
            columns = unique.columns();
        } else if (constraint instanceof ForeignKey foreign) {
            columns = foreign.columns();
            referent = foreign.referentTable();
        }
        return new NameTemplate.Gaps(table, columns.isEmpty() ? null : String.join("_", columns), referent, given);
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

    /** The same constraint under a name. */
    static Constraint named(Constraint constraint, String name) {
        if (constraint instanceof PrimaryKey key) {
            return new PrimaryKey(name, key.columns());
        }
        if (constraint instanceof Unique unique) {
            return named(unique, name);
        }
        if (constraint instanceof ForeignKey foreign) {
            return named(foreign, name);
        }
        if (constraint instanceof Check check) {
            return new Check(name, check.condition(), check.notValid(), check.noInherit());
        }
        Exclude exclude = (Exclude) constraint;
        return new Exclude(
                name, exclude.elements(), exclude.using(), exclude.where(), exclude.deferrable(), exclude.initially());
    }

    private static Unique named(Unique unique, String name) {
        return new Unique(
                name,
                unique.columns(),
                unique.nullsNotDistinct(),
                unique.deferrable(),
                unique.initially(),
                unique.include());
    }

    private static ForeignKey named(ForeignKey key, String name) {
        return new ForeignKey(
                name,
                key.columns(),
                key.referentTable(),
                key.referentSchema(),
                key.referentColumns(),
                key.onDelete(),
                key.onUpdate(),
                key.match(),
                key.deferrable(),
                key.initially(),
                key.notValid());
    }

    /** The same index under a name. */
    static Index named(Index index, String name) {
        return new Index(
                name,
                index.columns(),
                index.unique(),
                index.using(),
                index.where(),
                index.include(),
                index.nullsNotDistinct(),
                index.with());
    }
}
