package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.migration.Revision;
import dev.reflux.script.HeaderEntries.Text;
import dev.reflux.script.source.RevisionSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the header of a revision that is a class on the class path: its annotation {@code @Revision}. */
final class RevisionClass {

    private static final String ENDING = ".class";

    /** What stands in every class file with the annotation; classes without it are not loaded. */
    private static final String DESCRIPTOR = Revision.class.descriptorString();

    private final RevisionSource source;
    private final String className;
    private final ClassLoader loader;
    private final Place place;

    private RevisionClass(RevisionSource source, String resource, ClassLoader loader) {
        this.source = source;
        this.className =
                resource.substring(0, resource.length() - ENDING.length()).replace('/', '.');
        this.loader = loader;
        this.place = Place.ofFile(source.name());
    }

    /**
     * Reads a class file.
     *
     * @param resource its path on the class path
     * @param loader loads the class; nothing of it is initialised
     * @return empty for a class without the annotation
     * @throws InvalidRevisionFileException when the class cannot be loaded, or the annotation has no id or stands on a
     *     nested class
     * @throws dev.reflux.error.RevisionGraphException {@code invalid_revision_id} when an id breaks the rules
     */
    static Optional<JavaRevision> read(RevisionSource source, String resource, ClassLoader loader) {
        return new RevisionClass(source, resource, loader).read();
    }

    private Optional<JavaRevision> read() {
        if (!mentionsAnnotation()) {
            return Optional.empty();
        }
        Class<?> type = load();
        Revision annotation = type.getAnnotation(Revision.class);
        if (annotation == null) {
            return Optional.empty();
        }
        if (type.getEnclosingClass() != null) {
            throw refused("stands within another class, but has the annotation @Revision. Give it a file of its own");
        }
        return Optional.of(JavaRevision.ofClass(header(annotation, type), source, type));
    }

    private boolean mentionsAnnotation() {
        try (InputStream in = source.open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(DESCRIPTOR);
        } catch (IOException e) {
            throw source.unreadable(e);
        }
    }

    private Class<?> load() {
        try {
            return Class.forName(className, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new InvalidRevisionFileException(
                    source.name() + ": The class " + className + " cannot be loaded: " + e
                            + ". Check that the file lies in the folder of its package, and that what it extends and uses"
                            + " is on the class path.",
                    place,
                    e);
        }
    }

    private RevisionHeader header(Revision annotation, Class<?> type) {
        HeaderEntries entries = new HeaderEntries(source);
        add(entries, HeaderKey.REVISION, annotation.id());
        add(entries, HeaderKey.DOWN_REVISION, annotation.downRevision());
        add(entries, HeaderKey.BRANCH_LABELS, annotation.branchLabels());
        add(entries, HeaderKey.DEPENDS_ON, annotation.dependsOn());
        add(entries, HeaderKey.MESSAGE, annotation.message());
        add(entries, HeaderKey.CREATED, annotation.created());
        add(entries, HeaderKey.LOCK_TIMEOUT, annotation.lockTimeout());
        add(entries, HeaderKey.STATEMENT_TIMEOUT, annotation.statementTimeout());
        return entries.finish("Write @Revision(id = \"…\").", id -> JavaRevisionHeader.words(type.getSimpleName()));
    }

    /** A single blank text says nothing, as in a source file. */
    private void add(HeaderEntries entries, HeaderKey key, String... values) {
        List<Text> texts = values.length == 1 && values[0].isBlank()
                ? List.of()
                : Arrays.stream(values).map(value -> new Text(value, place)).toList();
        entries.add(key, key.attribute(), texts, place);
    }

    private InvalidRevisionFileException refused(String sentence) {
        return new InvalidRevisionFileException(
                source.name() + ": The class " + className + " " + sentence + ".", place);
    }
}
