package dev.reflux.script.compiler;

import dev.reflux.error.InternalException;
import dev.reflux.error.Place;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.SourceText;
import dev.reflux.script.source.TextChecksum;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** A Java source file as the compiler takes it. Its name is free: no public class need be called like it. */
final class JavaSource extends SimpleJavaFileObject {

    private final RevisionSource source;
    private final SourceText text;
    private final String checksum;
    private final @Nullable String revision;

    /**
     * Reads a file.
     *
     * @param number distinguishes it from other files of the same name
     * @param revision id of the revision that it holds, or null for a helper
     * @throws dev.reflux.error.InvalidRevisionFileException when it cannot be read
     */
    JavaSource(int number, RevisionSource source, @Nullable String revision) {
        super(uri(number, source), Kind.SOURCE);
        this.source = source;
        TextChecksum read = new TextChecksum();
        this.text = SourceText.readJava(source, read);
        this.checksum = read.finish();
        this.revision = revision;
    }

    // Its last part becomes the file name of stack traces
    private static URI uri(int number, RevisionSource source) {
        try {
            return new URI("source", null, "/" + number + "/" + source.fileName(), null);
        } catch (URISyntaxException e) {
            throw new InternalException(
                    "The file name " + source.fileName() + " makes no URI. Rename the file.",
                    Place.ofFile(source.name()),
                    e);
        }
    }

    RevisionSource source() {
        return source;
    }

    /** Checksum of what was read. */
    String checksum() {
        return checksum;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text.text();
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        return kind == Kind.SOURCE;
    }

    /** Whether a class of this simple name seems to be declared. */
    boolean declares(String simpleName) {
        return Pattern.compile("\\b(?:class|record|enum|interface)\\s+" + Pattern.quote(simpleName) + "\\b")
                .matcher(text.text())
                .find();
    }

    /** The whole file. */
    Place place() {
        return in(Place.ofFile(source.name()));
    }

    /** The place of a character. */
    Place place(long index) {
        return index < 0
                ? place()
                : in(text.placeAt((int) Math.min(index, text.text().length())));
    }

    private Place in(Place place) {
        return revision == null ? place : place.inRevision(revision);
    }
}
