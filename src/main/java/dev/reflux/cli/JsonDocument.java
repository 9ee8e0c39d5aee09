package dev.reflux.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object that is being written, property by property. */
final class JsonDocument {

    private final JsonGenerator generator;

    private JsonDocument(JsonGenerator generator) {
        this.generator = generator;
    }

    /** Writes one object and a line end, in UTF-8 and all at once, so that the stream never holds half a document. */
    static void write(PrintStream stream, Consumer<JsonDocument> properties) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            JsonDocument document = new JsonDocument(generator);
            generator.writeStartObject();
            properties.accept(document);
            generator.writeEndObject();
        }
        bytes.write('\n');
        stream.write(bytes.toByteArray(), 0, bytes.size());
        stream.flush();
    }

    /** A text, or null. */
    void text(String name, @Nullable String value) {
        if (value == null) {
            generator.writeNullProperty(name);
        } else {
            generator.writeStringProperty(name, value);
        }
    }

    /** A text; nothing for null. */
    void textIfAny(String name, @Nullable String value) {
        if (value != null) {
            text(name, value);
        }
    }

    void number(String name, long value) {
        generator.writeNumberProperty(name, value);
    }

    void flag(String name, boolean value) {
        generator.writeBooleanProperty(name, value);
    }

    /** Whole milliseconds; nothing for null. */
    void elapsed(String name, @Nullable Duration value) {
        if (value != null) {
            number(name, value.toMillis());
        }
    }

    /** Texts in their order. */
    void texts(String name, List<String> values) {
        generator.writeArrayPropertyStart(name);
        values.forEach(generator::writeString);
        generator.writeEndArray();
    }

    /** Texts in the order of their code points, as heads are listed. */
    void sorted(String name, List<String> values) {
        texts(name, values.stream().sorted().toList());
    }

    /** An object in the object. */
    <T> void object(String name, T value, BiConsumer<JsonDocument, T> properties) {
        generator.writeObjectPropertyStart(name);
        properties.accept(this, value);
        generator.writeEndObject();
    }

    /** Objects in their order. */
    <T> void objects(String name, List<T> values, BiConsumer<JsonDocument, T> properties) {
        generator.writeArrayPropertyStart(name);
        for (T value : values) {
            generator.writeStartObject();
            properties.accept(this, value);
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }
}
