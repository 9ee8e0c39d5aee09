package dev.reflux.dialect.postgresql;

import dev.reflux.schema.Column;
import dev.reflux.schema.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A column of which the name, the comment, the default and the collation are hostile. */
final class HostileColumn {

    /**
     * A value.
     *
     * @param given as an author gives it
     * @param shown as the server shows it in JSON
     */
    record Value(@Nullable Object given, @Nullable Object shown) {

        static Value of(@Nullable Object same) {
            return new Value(same, same);
        }
    }

    private final DataType type;
    private final String catalogType;
    private final @Nullable String collation;
    private final Supplier<Value> values;
    private Value defaultValue;
    private String name;
    private String comment;

    HostileColumn(
            HostileTexts texts, DataType type, String catalogType, @Nullable String collation, Supplier<Value> values) {
        this.type = type;
        this.catalogType = catalogType;
        this.collation = collation;
        this.values = values;
        this.defaultValue = values.get();
        this.name = texts.name();
        this.comment = texts.value();
    }

    String name() {
        return name;
    }

    String comment() {
        return comment;
    }

    DataType type() {
        return type;
    }

    Value defaultValue() {
        return defaultValue;
    }

    Value value() {
        return values.get();
    }

    void change(String newName, String newComment, Value newDefault) {
        name = newName;
        comment = newComment;
        defaultValue = newDefault;
    }

    Column definition() {
        Column.Builder column = Column.builder(name, type).comment(comment).defaultValue(defaultValue.given());
        return collation == null || collation.equals("default")
                ? column.build()
                : column.collation('"' + collation.replace("\"", "\"\"") + '"').build();
    }

    /** Name, comment, type and collation as the catalog has them. */
    List<@Nullable Object> expected() {
        return Arrays.asList(name, Objects.requireNonNull(comment), catalogType, collation);
    }
}
