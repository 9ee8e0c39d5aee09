package dev.reflux.cli;

import dev.reflux.config.RevisionFormat;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of {@code --format}. */
final class RevisionFormatConverter implements ITypeConverter<RevisionFormat> {

    @Override
    public RevisionFormat convert(String value) {
        return Arrays.stream(RevisionFormat.values())
                .filter(format -> format.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected sql, yaml or java but was '" + value + "'"));
    }
}
