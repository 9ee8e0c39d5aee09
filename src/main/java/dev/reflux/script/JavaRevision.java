package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.migration.Revision;
import dev.reflux.script.compiler.JavaSources;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.ScriptText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code .java} file, or a class on the class path. */
public final class JavaRevision implements RevisionScript {

    private final RevisionHeader header;
    private final RevisionSource source;
    private final Origin origin;

    private sealed interface Origin {}

    private record Sources(JavaSources all) implements Origin {}

    private record Loaded(Class<?> type) implements Origin {}

    private JavaRevision(RevisionHeader header, RevisionSource source, Origin origin) {
        this.header = header;
        this.source = source;
        this.origin = origin;
    }

    /** A file, which is compiled together with all others when it is to run. */
    static JavaRevision ofSource(RevisionHeader header, RevisionSource source, JavaSources all) {
        return new JavaRevision(header, source, new Sources(all));
    }

    /** A class that is there. */
    static JavaRevision ofClass(RevisionHeader header, RevisionSource source, Class<?> type) {
        return new JavaRevision(header, source, new Loaded(type));
    }

    @Override
    public RevisionHeader header() {
        return header;
    }

    @Override
    public RevisionSource source() {
        return source;
    }

    /**
     * Makes a new instance of its class. The first call compiles the files of all version locations. Blocks.
     *
     * @throws dev.reflux.error.ConfigException if there is no compiler, and one is needed
     * @throws InvalidRevisionFileException if any of the files cannot be compiled, or the class is no migration or cannot be
     *     constructed
     */
    public LoadedMigration load() {
        Place place = Place.ofFile(name()).inRevision(id());
        return origin instanceof Loaded loaded
                ? new MigrationClass(loaded.type(), place, false).load()
                : new MigrationClass(compiled(((Sources) origin).all()), place, true).load();
    }

    private Class<?> compiled(JavaSources all) {
        List<Class<?>> declared = all.topLevelClasses(source);
        return declared.stream()
                .filter(each -> each.isAnnotationPresent(Revision.class))
                .findFirst()
                .orElseThrow(() -> new InvalidRevisionFileException(
                        name() + ": No class of the file has the annotation " + Revision.class.getName()
                                + ", but one of the same name. Import that of Reflux.",
                        Place.ofFile(name()).inRevision(id())));
    }

    /**
     * The checksum of the file as it was compiled, which is done here if it was not yet. Blocks.
     *
     * @return lower-case hex SHA-256 of the file, byte-order mark removed, CRLF and CR folded to LF; null for a class
     * @throws dev.reflux.error.ConfigException if there is no compiler, and one is needed
     * @throws InvalidRevisionFileException if any of the files cannot be compiled
     */
    public @Nullable String checksum() {
        return origin instanceof Sources sources ? sources.all().checksum(source) : null;
    }

    @Override
    public ScriptText text() {
        return origin instanceof Loaded loaded
                ? new ScriptText("// compiled: " + loaded.type().getName(), null)
                : RevisionScript.super.text();
    }

    @Override
    public @Nullable String fileChecksum() {
        return origin instanceof Loaded ? null : RevisionScript.super.fileChecksum();
    }
}
