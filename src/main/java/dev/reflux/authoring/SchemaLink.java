package dev.reflux.authoring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How a YAML revision names the JSON Schema beside the templates, from which editors complete and check it without any
 * network.
 */
final class SchemaLink {

    /** Name of the file in the script location. */
    static final String FILE = "revision.schema.json";

    /** The file in the jar. */
    static final String RESOURCE = "/dev/reflux/" + FILE;

    /** What the line that editors read is known to take as it is. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./-]+");

    private SchemaLink() {}

    /** The schema as a file names it that lies in a folder; empty where there is none, or its path could mislead. */
    static String from(Path folder, Path scriptLocation) {
        Path schema = scriptLocation.resolve(FILE).toAbsolutePath().normalize();
        Path from = folder.toAbsolutePath().normalize();
        if (!Files.isRegularFile(schema) || !from.getRoot().equals(schema.getRoot())) {
            return "";
        }
        String path = from.relativize(schema)
                .toString()
                .replace(schema.getFileSystem().getSeparator(), "/");
        return PLAIN.matcher(path).matches() ? path : "";
    }
}
