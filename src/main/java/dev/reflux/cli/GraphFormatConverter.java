package dev.reflux.cli;

import dev.reflux.drawing.GraphFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of {@code graph --format}. */
final class GraphFormatConverter implements ITypeConverter<GraphFormat> {

    static String name(GraphFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public GraphFormat convert(String value) {
        for (GraphFormat format : GraphFormat.values()) {
            if (name(format).equalsIgnoreCase(value)) {
                return format;
            }
        }
        String names = Arrays.stream(GraphFormat.values())
                .map(GraphFormatConverter::name)
                .collect(Collectors.joining(", "));
        throw new TypeConversionException("expected one of " + names + " but was '" + value + "'");
    }
}
