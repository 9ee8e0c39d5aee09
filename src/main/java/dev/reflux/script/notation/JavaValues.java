package dev.reflux.script.notation;

import dev.reflux.operation.CreateTable;
import dev.reflux.schema.Check;
import dev.reflux.schema.Column;
import dev.reflux.schema.Columns;
import dev.reflux.schema.Computed;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Exclude;
import dev.reflux.schema.ExcludeElement;
import dev.reflux.schema.ForeignKey;
import dev.reflux.schema.Identity;
import dev.reflux.schema.Index;
import dev.reflux.schema.IndexColumn;
import dev.reflux.schema.Literal;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.Reference;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.schema.Unique;
import dev.reflux.script.notation.JavaCode.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what operations are made of: records as calls of factories and builders, whose methods their components name. */
final class JavaValues {

    private static final SequenceOptions PLAIN = SequenceOptions.builder().build();

    /** Parts of a table that one method takes together. */
    private static final Set<String> ELEMENTS = Set.of("columns", "constraints", "indexes");

    private final JavaImports imports;
    private final JavaTypes types;
    private final JavaLiterals literals;

    JavaValues(JavaImports imports) {
        this.imports = imports;
        this.types = new JavaTypes(imports);
        this.literals = new JavaLiterals(imports);
    }

    /** Each value, finished; lists count as their elements. */
    List<JavaCode> all(@Nullable Object... values) {
        List<JavaCode> codes = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof List<?> list) {
                list.forEach(each -> codes.add(finished(each)));
            } else {
                codes.add(finished(value));
            }
        }
        return codes;
    }

    /** The value as constructors and most methods take it. */
    JavaCode finished(@Nullable Object value) {
        if (value instanceof Literal literal) {
            return JavaCode.call(imports.type(Literal.class) + ".of", literals.of(literal));
        }
        if (value instanceof DataType type) {
            return types.of(type);
        }
        if (value instanceof Record composed && !RecordForm.isScalar(composed.getClass())) {
            JavaCode code = unfinished(composed);
            boolean built = JavaPart.hasBuilder(composed.getClass()) && !(composed instanceof IndexColumn);
            return built ? new Call(code, "build", List.of()) : code;
        }
        if (value instanceof Enum<?> constant) {
            return JavaCode.word(imports.member(constant.getDeclaringClass(), constant.name()));
        }
        if (value instanceof Long) {
            return JavaCode.word(value + "L");
        }
        return value == null || value instanceof Boolean
                ? JavaCode.word(String.valueOf(value))
                : JavaTextCode.of(value.toString());
    }

    /** The builder of the record, with all that is to be said; where its class has none, the finished record. */
    JavaCode unfinished(Record value) {
        if (value instanceof Column column) {
            return settings(
                    factory("column", List.of(finished(column.name()), types.ofColumn(column.type()))),
                    column,
                    "name",
                    "type");
        }
        if (value instanceof PrimaryKey key) {
            return settings(factory("primaryKey", all(key.columns())), key, "columns");
        }
        if (value instanceof Unique unique) {
            return settings(factory("unique", all(unique.columns())), unique, "columns");
        }
        if (value instanceof Check check) {
            return settings(factory("check", all(check.condition())), check, "condition");
        }
        if (value instanceof Exclude exclude) {
            return settings(factory("exclude", all(exclude.elements())), exclude, "elements");
        }
        if (value instanceof ForeignKey key) {
            return foreignKey(key);
        }
        return value instanceof Index index && index.name() != null
                ? settings(factory("index", all(index.name(), columns(index))), index, "name", "columns")
                : other(value);
    }

    private JavaCode other(Record value) {
        if (value instanceof ExcludeElement element) {
            return factory("element", all(element.expression(), element.operator()));
        }
        if (value instanceof IndexColumn column && column.column() != null) {
            return settings(factory("indexed", all(column.column())), column, "column");
        }
        if (value instanceof IndexColumn column) {
            return settings(factory("expression", all(column.expression())), column, "expression");
        }
        List<JavaPart> parts = JavaPart.of(value);
        String type = imports.type(value.getClass());
        if (!JavaPart.hasBuilder(value.getClass())) {
            return JavaCode.call("new " + type, all(JavaPart.values(parts)));
        }
        List<JavaPart> required = parts.stream().filter(JavaPart::isRequired).toList();
        JavaCode set = settings(JavaCode.call(type + ".builder", all(JavaPart.values(required))), value);
        return value instanceof CreateTable table ? withElements(set, table) : set;
    }

    private JavaCode foreignKey(ForeignKey key) {
        Call begin = factory("foreignKey", all(key.columns()));
        Call target = new Call(begin, "references", all(key.referentTable(), key.referentColumns()));
        return settings(target, key, "columns", "referentTable", "referentColumns");
    }

    private Call factory(String name, List<JavaCode> arguments) {
        return JavaCode.call(imports.member(Columns.class, name), arguments);
    }

    /** The names of the columns of an index; empty where there is more to say of one. */
    static List<String> names(Index index) {
        List<String> names = new ArrayList<>();
        for (IndexColumn column : index.columns()) {
            if (column.column() == null || !column.equals(IndexColumn.of(column.column()))) {
                return List.of();
            }
            names.add(column.column());
        }
        return names;
    }

    private static List<?> columns(Index index) {
        List<String> names = names(index);
        return names.isEmpty() ? index.columns() : names;
    }

    /** A list of expressions. */
    JavaCode list(List<JavaCode> elements) {
        return JavaCode.call(imports.type(List.class) + ".of", elements);
    }

    /**
     * Calls on a builder for all parts of a record that are not required and not as they would be without a call, the
     * elements of a table aside.
     *
     * @param done names of parts that the builder knows already
     * @return the builder itself if there are none
     */
    JavaCode settings(JavaCode builder, Record value, String... done) {
        Set<String> known = value instanceof CreateTable ? ELEMENTS : Set.of(done);
        JavaCode code = builder;
        for (JavaPart part : JavaPart.of(value)) {
            if (!part.isRequired() && !part.isAbsent() && !known.contains(part.name())) {
                code = setting(code, value, part);
            }
        }
        return code;
    }

    /** A builder that is told the columns, constraints and indexes of a table, if there are any. */
    JavaCode withElements(JavaCode builder, CreateTable table) {
        List<JavaCode> elements = elements(table);
        return elements.isEmpty() ? builder : new Call(builder, "elements", elements);
    }

    /** Columns, constraints and indexes. */
    List<JavaCode> elements(CreateTable table) {
        List<JavaCode> elements = new ArrayList<>();
        table.columns().forEach(each -> elements.add(unfinished(each)));
        table.constraints().forEach(each -> elements.add(unfinished((Record) each)));
        table.indexes().forEach(each -> elements.add(unfinished(each)));
        return elements;
    }

    private JavaCode setting(JavaCode builder, Record owner, JavaPart part) {
        Object value = part.value();
        if (part.isFlag()) {
            return new Call(builder, Boolean.TRUE.equals(value) ? part.name() : "notNull", List.of());
        }
        if (value instanceof Map<?, ?> map) {
            JavaCode code = builder;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                code = new Call(code, part.name(), all(entry.getKey(), entry.getValue()));
            }
            return code;
        }
        if (value instanceof Literal literal) {
            return new Call(builder, part.name(), List.of(literals.of(literal)));
        }
        if (owner instanceof Index index && part.name().equals("columns")) {
            return new Call(builder, part.name(), all(columns(index)));
        }
        Call ofColumn = owner instanceof Column ? ofColumn(builder, value) : null;
        return ofColumn == null ? new Call(builder, part.name(), all(value)) : ofColumn;
    }

    /** What a column has a short form for; else null. */
    private @Nullable Call ofColumn(JavaCode column, @Nullable Object value) {
        if (value instanceof Identity identity && identity.options().equals(PLAIN)) {
            return new Call(column, identity.always() ? "identity" : "identityByDefault", List.of());
        }
        if (value instanceof Computed computed && !computed.virtual()) {
            return new Call(column, "computed", all(computed.expression()));
        }
        if (value instanceof Reference reference && reference.column() != null) {
            Reference plain = Reference.builder(reference.table())
                    .column(reference.column())
                    .build();
            return reference.equals(plain)
                    ? new Call(column, "references", all(reference.table(), reference.column()))
                    : null;
        }
        return null;
    }
}
