package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the repository that is generated: a test compares it, and writes it anew when it is asked to. */
public final class ReferenceFile {

    /** Set to true by {@code make reference}. */
    private static final String WRITE = "reference.write";

    private final Path file;

    /** A file, named from the root of the repository. */
    public ReferenceFile(String path) {
        file = Path.of(path);
    }

    /** Sees to it that the file holds the text. */
    public void requireEqual(String text) {
        try {
            if (Boolean.getBoolean(WRITE)) {
                Files.writeString(file, text);
            }
            assertThat(Files.readString(file, StandardCharsets.UTF_8))
                    .as("%s is generated, and what it is generated from has changed: run \"make reference\"", file)
                    .isEqualTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
