package dev.reflux.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Revisions of more than fifty statements that mix transactions and autocommit parts, in every format.
 *
 * <p>What any of them does twice, or not at all, is seen in the rows of the first revision's tables, which the last
 * downgrade writes to the journal.
 */
final class Chain {

    /** Table that has to be there: what revisions write to it stays when all of them are downgraded. */
    static final String JOURNAL = "CREATE TABLE journal (entry text NOT NULL)";

    static final String LAST = "c12";

    /** At least so many, in either direction. */
    static final int STATEMENTS = 50;

    private static final List<String> FILES = List.of(
            "c01.sql",
            "c02.sql",
            "c03.sql",
            "c04.sql",
            "c05.sql",
            "c06.yaml",
            "c07.sql",
            "c08a.sql",
            "c08b.sql",
            "c09.yaml",
            "c10.java",
            "c11.sql",
            "c12.sql");

    private Chain() {}

    /** Writes the files and gives the folder. */
    static Path in(Path folder) {
        try {
            for (String name : FILES) {
                Files.writeString(folder.resolve(name), text(name));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Chain.class.getResourceAsStream("chain/" + name)) {
            if (in == null) {
                throw new IllegalStateException("There is no resource chain/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
