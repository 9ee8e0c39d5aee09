package dev.reflux.dialect.postgresql;

import dev.reflux.operation.CreateConstraint;
import dev.reflux.operation.DropConstraint;
import dev.reflux.operation.RenameConstraint;
import dev.reflux.operation.ValidateConstraint;
import dev.reflux.schema.Check;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.Exclude;
import dev.reflux.schema.ExcludeElement;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Initially;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.ReferentialAction;
import dev.reflux.schema.Unique;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Constraints of tables.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-constraints.html">Constraints</a>
 */
final class PostgresqlConstraints {

    private static final Pattern COLUMN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

    private PostgresqlConstraints() {}

    static String create(CreateConstraint operation) {
        return PostgresqlTables.alter(operation.schema(), operation.table())
                .add("ADD")
                .add(clause(operation.constraint()))
                .toString();
    }

    static String drop(DropConstraint operation) {
        return PostgresqlTables.alter(operation.schema(), operation.table())
                .add("DROP CONSTRAINT")
                .addIf(operation.ifExists(), "IF EXISTS")
                .add(PostgresqlText.identifier(operation.name()))
                .addIf(operation.cascade(), "CASCADE")
                .toString();
    }

    static String rename(RenameConstraint operation) {
        return PostgresqlTables.alter(operation.schema(), operation.table())
                .addWith("RENAME CONSTRAINT", PostgresqlText.identifier(operation.name()))
                .addWith("TO", PostgresqlText.identifier(operation.newName()))
                .toString();
    }

    static String validate(ValidateConstraint operation) {
        return PostgresqlTables.alter(operation.schema(), operation.table())
                .addWith("VALIDATE CONSTRAINT", PostgresqlText.identifier(operation.name()))
                .toString();
    }

    /** The constraint as a table definition has it; without a name, PostgreSQL gives it one. */
    static String clause(Constraint constraint) {
        String body = body(constraint);
        return constraint.name() == null
                ? body
                : "CONSTRAINT " + PostgresqlText.identifier(constraint.name()) + ' ' + body;
    }

    /** A foreign key from {@code REFERENCES} on, as a column definition has it. */
    static String references(ForeignKey key) {
        Phrase phrase = new Phrase("REFERENCES")
                .add(PostgresqlNames.qualified(key.referentSchema(), key.referentTable()))
                .addOptional(PostgresqlNames.list(key.referentColumns()))
                .addWith("MATCH", key.match())
                .addWith("ON DELETE", action(key.onDelete()))
                .addWith("ON UPDATE", action(key.onUpdate()));
        return checkedWhen(phrase, key.deferrable(), key.initially())
                .addIf(key.notValid(), "NOT VALID")
                .toString();
    }

    private static String body(Constraint constraint) {
        if (constraint instanceof PrimaryKey key) {
            return "PRIMARY KEY " + PostgresqlNames.list(key.columns());
        }
        if (constraint instanceof Unique unique) {
            return unique(unique);
        }
        if (constraint instanceof ForeignKey key) {
            return "FOREIGN KEY " + PostgresqlNames.list(key.columns()) + ' ' + references(key);
        }
        return constraint instanceof Check check ? check(check) : exclude((Exclude) constraint);
    }

    private static String unique(Unique unique) {
        Phrase phrase = new Phrase("UNIQUE")
                .addIf(unique.nullsNotDistinct(), "NULLS NOT DISTINCT")
                .addOptional(PostgresqlNames.list(unique.columns()))
                .addWith("INCLUDE", PostgresqlNames.list(unique.include()));
        return checkedWhen(phrase, unique.deferrable(), unique.initially()).toString();
    }

    private static String check(Check check) {
        return new Phrase("CHECK")
                .add(PostgresqlExpressions.parenthesised("condition", check.condition()))
                .addIf(check.noInherit(), "NO INHERIT")
                .addIf(check.notValid(), "NOT VALID")
                .toString();
    }

    private static String exclude(Exclude exclude) {
        String method = exclude.using() == null ? "gist" : exclude.using();
        Phrase phrase = new Phrase("EXCLUDE USING")
                .add(PostgresqlText.identifier(method))
                .add(exclude.elements().stream()
                        .map(PostgresqlConstraints::element)
                        .collect(Collectors.joining(", ", "(", ")")));
        if (exclude.where() != null) {
            phrase.addWith("WHERE", PostgresqlExpressions.parenthesised("where", exclude.where()));
        }
        return checkedWhen(phrase, exclude.deferrable(), exclude.initially()).toString();
    }

    /** A single word is a column named just so, whatever else it may mean in an expression. */
    private static String element(ExcludeElement element) {
        String expression = element.expression().strip();
        String compared = COLUMN.matcher(expression).matches()
                ? PostgresqlText.identifier(expression)
                : PostgresqlExpressions.parenthesised("expression", expression);
        return compared + " WITH " + element.operator();
    }

    private static Phrase checkedWhen(Phrase phrase, boolean deferrable, @Nullable Initially initially) {
        return phrase.addIf(deferrable, "DEFERRABLE").addWith("INITIALLY", initially);
    }

    private static @Nullable String action(@Nullable ReferentialAction action) {
        return action == null ? null : action.name().replace('_', ' ');
    }
}
