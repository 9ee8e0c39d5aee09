package dev.reflux.script;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import dev.reflux.script.compiler.JavaSources;
import dev.reflux.script.compiler.SystemCompiler;
import dev.reflux.script.source.ClassLoaders;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.sql.SqlLexis;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the headers of files in version locations, each in the format that the file's ending names. */
public final class RevisionReader {

    private final SqlLexis lexis;
    private final Map<String, String> placeholders;
    private final boolean javaAllowed;
    private final ClassLoader loader = ClassLoaders.forClasses();
    private final JavaSources javaSources = new JavaSources(SystemCompiler::isThere, loader);

    /**
     * A reader.
     *
     * @param config tells the placeholders, and whether Java sources are allowed
     * @param lexis how the database reads SQL
     */
    public RevisionReader(RefluxConfig config, SqlLexis lexis) {
        this.lexis = lexis;
        this.placeholders = config.placeholders();
        this.javaAllowed = config.compileJava();
    }

    /**
     * The revision that a file holds; empty for a file of another kind and for a Java class that is no revision.
     *
     * @throws dev.reflux.error.InvalidRevisionFileException if the header cannot be understood
     * @throws dev.reflux.error.RevisionGraphException {@code invalid_revision_id} when an id breaks the rules
     * @throws ConfigException if it is Java source, and {@code compile-java} refuses that
     */
    public Optional<RevisionScript> read(RevisionSource source) {
        return switch (ending(source.fileName())) {
            case "sql" -> Optional.of(SqlRevision.read(source, lexis, placeholders));
            case "yaml", "yml" -> Optional.of(new YamlRevision(YamlRevisionHeader.read(source), source));
            case "java" -> readJava(source);
            case "class" -> readClass(source);
            default -> Optional.empty();
        };
    }

    private Optional<RevisionScript> readJava(RevisionSource source) {
        if (!javaAllowed) {
            throw new ConfigException(
                    "The version location holds " + source.name() + ", but compile-java is false, which refuses Java"
                            + " source. Move the file out of the version location, or set compile-java: true.",
                    Place.ofFile(source.name()));
        }
        return JavaRevisionHeader.read(source).map(header -> JavaRevision.ofSource(header, source, javaSources));
    }

    /** Elsewhere than on the class path a class file is a file of another kind. */
    private Optional<RevisionScript> readClass(RevisionSource source) {
        return source.resource().flatMap(resource -> RevisionClass.read(source, resource, loader));
    }

    /** Whether it is Java source, be it a revision or a helper. */
    static boolean isJava(RevisionSource source) {
        return ending(source.fileName()).equals("java");
    }

    /** What the Java revisions that were read are compiled with; to be filled before one is loaded. */
    JavaSources javaSources() {
        return javaSources;
    }

    private static String ending(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
