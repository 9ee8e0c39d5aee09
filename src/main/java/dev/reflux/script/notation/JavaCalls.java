package dev.reflux.script.notation;

import dev.reflux.operation.AlterColumn;
import dev.reflux.operation.AlterSequence;
import dev.reflux.operation.BulkInsert;
import dev.reflux.operation.CreateCheckConstraint;
import dev.reflux.operation.CreateEnum;
import dev.reflux.operation.CreateIndex;
import dev.reflux.operation.CreatePrimaryKey;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.CreateUniqueConstraint;
import dev.reflux.operation.Execute;
import dev.reflux.operation.Operation;
import dev.reflux.operation.Parameter;
import dev.reflux.schema.Column;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.Index;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.script.notation.JavaCode.Call;
import dev.reflux.script.notation.JavaCode.Lambda;
import dev.reflux.script.notation.JavaCode.Procedure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes operations as calls of {@link dev.reflux.migration.Operations}, in the shortest form that says all. */
final class JavaCalls {

    private static final String OPTIONS = "options";
    private static final SequenceOptions PLAIN = SequenceOptions.builder().build();

    private final JavaValues values;
    private final JavaLiterals literals;

    JavaCalls(JavaImports imports) {
        this.values = new JavaValues(imports);
        this.literals = new JavaLiterals(imports);
    }

    /**
     * A call that runs an operation other than an autocommit part.
     *
     * @param on name of the operations in the code
     */
    Call of(Operation operation, String on) {
        return new Call(JavaCode.word(on), name(operation), arguments(operation));
    }

    /** {@code CreateTable} becomes {@code createTable}. */
    private static String name(Operation operation) {
        String name = operation.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private List<JavaCode> arguments(Operation operation) {
        if (operation instanceof Execute execute) {
            return execute(execute);
        }
        if (operation instanceof BulkInsert insert) {
            return bulkInsert(insert);
        }
        if (operation instanceof CreateTable table) {
            return createTable(table);
        }
        if (operation instanceof CreateEnum type && type.schema() == null) {
            return values.all(type.name(), type.values());
        }
        Optional<Lambda> options = options((Record) operation);
        List<JavaCode> brief = options.isEmpty() ? brief(operation) : List.of();
        return brief.isEmpty() ? usual(operation, options) : brief;
    }

    private Optional<Lambda> options(Record operation, String... done) {
        JavaCode builder = JavaCode.word(OPTIONS);
        JavaCode set = values.settings(builder, operation, done);
        return set.equals(builder) ? Optional.empty() : Optional.of(new Lambda(OPTIONS, set));
    }

    /** The arguments of the form without builders; empty where it would not say all. */
    private List<JavaCode> brief(Operation operation) {
        if (operation instanceof CreateIndex create && isPlain(create.index())) {
            List<String> columns = JavaValues.names(create.index());
            return columns.isEmpty() ? List.of() : values.all(create.index().name(), create.table(), columns);
        }
        if (operation instanceof CreatePrimaryKey create && isPlain(create.constraint())) {
            return values.all(
                    create.constraint().name(),
                    create.table(),
                    create.constraint().columns());
        }
        if (operation instanceof CreateUniqueConstraint create && isPlain(create.constraint())) {
            return values.all(
                    create.constraint().name(),
                    create.table(),
                    create.constraint().columns());
        }
        return operation instanceof CreateCheckConstraint create && isPlain(create.constraint())
                ? values.all(
                        create.constraint().name(),
                        create.table(),
                        create.constraint().condition())
                : List.of();
    }

    /** Whether there is nothing to say of it but its name and what it is of. */
    private static boolean isPlain(Record value) {
        return JavaPart.of(value).stream().allMatch(part -> switch (part.name()) {
            case "name" -> part.value() != null;
            case "columns", "condition" -> true;
            default -> part.isAbsent();
        });
    }

    /** What is required, then the options. */
    private List<JavaCode> usual(Operation operation, Optional<Lambda> options) {
        List<JavaCode> arguments = new ArrayList<>();
        for (JavaPart part : JavaPart.of((Record) operation)) {
            if (part.isRequired() && !isSelfEvident(operation, part.value(), options.isPresent())) {
                arguments.add(argument(part.value()));
            }
        }
        if (operation instanceof AlterColumn && options.isEmpty()) {
            arguments.add(new Procedure(OPTIONS, List.of()));
        }
        options.ifPresent(arguments::add);
        return arguments;
    }

    /** A way of counting as all have it: said when something else is said of a new sequence, or nothing of an old one. */
    private static boolean isSelfEvident(Operation operation, @Nullable Object value, boolean hasOptions) {
        return PLAIN.equals(value) && operation instanceof AlterSequence == hasOptions;
    }

    /** Builders need not be finished here. */
    private JavaCode argument(@Nullable Object value) {
        boolean isBuilt = value instanceof Column
                || value instanceof Index
                || value instanceof Constraint
                || value instanceof SequenceOptions;
        return value instanceof Record built && isBuilt ? values.unfinished(built) : values.finished(value);
    }

    private List<JavaCode> createTable(CreateTable table) {
        JavaCode builder = JavaCode.word(OPTIONS);
        JavaCode set = values.settings(builder, table);
        return set.equals(builder)
                ? Stream.concat(Stream.of(values.finished(table.name())), values.elements(table).stream())
                        .toList()
                : List.of(values.finished(table.name()), new Lambda(OPTIONS, values.withElements(set, table)));
    }

    private List<JavaCode> execute(Execute execute) {
        JavaCode sql = values.finished(execute.sql());
        return execute.params().isEmpty()
                ? List.of(sql)
                : List.of(sql, literals.fields(execute.params(), this::parameter));
    }

    private JavaCode parameter(Parameter parameter) {
        return parameter.type() == null ? literals.of(parameter.value()) : values.finished(parameter);
    }

    private List<JavaCode> bulkInsert(BulkInsert insert) {
        JavaCode table = values.finished(insert.table());
        JavaCode rows = values.list(insert.rows().stream()
                .map(row -> literals.fields(row, literals::of))
                .toList());
        if (insert.schema() == null && !insert.columns().isEmpty()) {
            return List.of(table, values.list(values.all(insert.columns())), rows);
        }
        List<JavaCode> arguments = new ArrayList<>(List.of(table, rows));
        options(insert, "rows").ifPresent(arguments::add);
        return arguments;
    }
}
