package dev.reflux.script.notation;

import dev.reflux.dialect.Dialects;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.Operation;
import dev.reflux.operation.OperationCompiler;
import dev.reflux.operation.Parameter;
import dev.reflux.operation.Reverse;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Description;
import dev.reflux.schema.Literal;
import dev.reflux.schema.QualifiedName;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of operations, made from their records, from examples, and from what the compiler makes of these. */
final class OperationReference {

    private static final String INTRODUCTION =
            """
            # Operations

            What the lists `upgrade` and `downgrade` of a [YAML revision](revisions-yaml.md) may hold, with what PostgreSQL is
            sent for it. The methods of `Operations` in a [Java revision](revisions-java.md) have the same names and
            arguments, in camel case: `create_table` is `createTable`, `on_delete: cascade` is `.onDelete(CASCADE)`.

            This page is made from the code by `make reference`; so is the JSON Schema for editors.

            - A key without a default that is not required means "none", and so does a key with `null`.
            - `schema` is that of the object at hand. Without it PostgreSQL looks through the `search_path`.
            - Names are taken as they are written, capitals and blanks included, and quoted where they must be. A name that
              may have a schema before it (a parent, a collation, an operator class) needs double quotes where it holds more
              than letters, digits, `_` and `$`: `shop."big order"`. Types are read as PostgreSQL reads them.
            - Names that are left out come from the [naming convention](configuration.md), else from PostgreSQL.
            - SQL in keys such as `condition`, `default_sql` and `using` is passed on as it is. Values (`default`, `rows`,
              `params`) are quoted.
            - An operation with a reverse is undone by `downgrade: auto`; what that would be is told below each example.

            """;

    private final OperationCompiler compiler = Dialects.forUrl(null).operations();
    private final StringBuilder page = new StringBuilder(INTRODUCTION);
    private final Set<Class<?>> parts = new LinkedHashSet<>();
    private final List<PlacedOperation> examples;

    private OperationReference(List<PlacedOperation> examples) {
        this.examples = examples;
    }

    /**
     * The page.
     *
     * @param examples at least one of each operation; the page follows their order
     */
    static String create(List<PlacedOperation> examples) {
        return new OperationReference(examples).create();
    }

    private String create() {
        Set<Class<?>> types = examples.stream()
                .map(example -> example.operation().getClass())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        page.append(types.stream().map(this::link).collect(Collectors.joining(" ·\n")))
                .append('\n');
        types.forEach(this::operation);
        page.append("\n## Parts\n\nMaps that stand in operations.\n");
        for (Set<Class<?>> done = new LinkedHashSet<>(); done.size() < parts.size(); ) {
            Class<?> next = parts.stream().filter(done::add).findFirst().orElseThrow();
            part(next);
        }
        return page.toString();
    }

    private void operation(Class<?> type) {
        heading("##", type);
        if (type != Autocommit.class) {
            keys(RecordForm.of(type));
        }
        examples.stream()
                .map(PlacedOperation::operation)
                .filter(example -> example.getClass() == type)
                .forEach(this::example);
    }

    private void part(Class<?> type) {
        heading("###", type);
        RecordForm.of(type).shorthand().ifPresent(key -> page.append("\nA single value stands for `")
                .append(key)
                .append("`.\n"));
        keys(RecordForm.of(type));
    }

    private void heading(String level, Class<?> type) {
        page.append("\n")
                .append(level)
                .append(' ')
                .append(name(type))
                .append("\n\n")
                .append(text(type))
                .append('\n');
    }

    private void keys(RecordForm form) {
        page.append("\n| key | value | default | |\n|---|---|---|---|\n");
        form.keys().forEach(key -> page.append("| `")
                .append(key.key())
                .append("` | ")
                .append(value(key.type()))
                .append(" | ")
                .append(standard(key))
                .append(" | ")
                .append(key.description())
                .append(" |\n"));
    }

    private static String standard(RecordKey key) {
        if (key.isRequired()) {
            return "required";
        }
        return key.absent() instanceof Boolean flag ? "`" + flag + "`" : "";
    }

    private String value(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? "list of " + plural(value(arguments[0]))
                    : "map to " + plural(value(arguments[1]));
        }
        return value((Class<?>) type);
    }

    private static String plural(String value) {
        return value.replaceFirst("^(list|map|name|text|value)\\b", "$1s");
    }

    private String value(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Long.class) {
            return "integer";
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(each -> "`" + ValueReader.word((Enum<?>) each) + "`")
                    .collect(Collectors.joining(", "));
        }
        if (type == DataType.class || type == QualifiedName.class) {
            return type == DataType.class ? "type" : "name";
        }
        return type == Literal.class ? "value" : composed(type);
    }

    private String composed(Class<?> type) {
        if (type == Constraint.class) {
            return Arrays.stream(Constraint.class.getPermittedSubclasses())
                    .map(this::link)
                    .collect(Collectors.joining(", ", "map with one key: ", ""));
        }
        return type == Parameter.class ? "value or " + link(type) : link(type);
    }

    private String link(Class<?> type) {
        if (!Operation.class.isAssignableFrom(type)) {
            parts.add(type);
        }
        return "[" + name(type) + "](#" + name(type) + ")";
    }

    private void example(Operation operation) {
        page.append("\n```yaml\n")
                .append(YamlOperations.write(List.of(operation)))
                .append("```\n\n```sql\n");
        sql(operation).forEach(statement -> page.append(statement).append(";\n"));
        page.append("```\n\n").append(reverse(operation)).append('\n');
    }

    private static String reverse(Operation operation) {
        if (operation.reverse() instanceof Reverse.By way) {
            return "Reverse: " + way.operation().describe() + ".";
        }
        return "No reverse: " + ((Reverse.None) operation.reverse()).reason();
    }

    private Stream<String> sql(Operation operation) {
        return operation instanceof Autocommit autocommit
                ? autocommit.operations().stream().flatMap(this::sql)
                : compiler.compile(operation).stream();
    }

    private static String name(Class<?> type) {
        return RecordKey.snakeCase(type.getSimpleName());
    }

    private static String text(Class<?> type) {
        return Objects.requireNonNull(type.getAnnotation(Description.class)).value();
    }
}
