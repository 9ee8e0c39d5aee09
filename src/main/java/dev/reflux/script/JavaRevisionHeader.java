package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.JavaToken.Kind;
import dev.reflux.script.notation.Nearest;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.SourceText;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a {@code .java} revision file: the annotation {@code @Revision} of its top-level class, found in the
 * source without compiling it, so that a runtime without a compiler can list revisions too.
 */
final class JavaRevisionHeader {

    private static final String SIMPLE_NAME = "Revision";
    private static final String PACKAGE = "dev.reflux.migration";
    private static final String FULL_NAME = PACKAGE + "." + SIMPLE_NAME;
    private static final Set<String> TYPES = Set.of("class", "record", "enum", "interface");

    private final JavaTokens tokens;
    private final HeaderEntries entries;
    private final Set<String> importedNames = new HashSet<>();
    private boolean imported;
    private boolean foreign;
    private int depth;
    private @Nullable JavaToken misspelled;
    private @Nullable Place annotation;
    private @Nullable String annotatedClass;

    private JavaRevisionHeader(RevisionSource source) {
        this.tokens = new JavaTokens(new JavaText(SourceText.readJava(source, null)));
        this.entries = new HeaderEntries(source);
    }

    /**
     * Reads a file.
     *
     * @return empty for a helper class, one without the annotation
     * @throws InvalidRevisionFileException when the annotation has no id, an unknown value or one that is no literal, stands
     *     on a nested class, is there twice or is misspelt, or when a comment or a literal is not closed
     * @throws dev.reflux.error.RevisionGraphException {@code invalid_revision_id} when an id breaks the rules
     */
    static Optional<RevisionHeader> read(RevisionSource source) {
        return new JavaRevisionHeader(source).read();
    }

    private Optional<RevisionHeader> read() {
        for (JavaToken token = tokens.take(); token.kind() != Kind.END; token = tokens.take()) {
            pass(token);
        }
        if (annotation == null) {
            requireNoMisspelling();
            return Optional.empty();
        }
        String type = annotatedClass;
        if (type == null) {
            throw SourceText.error(annotation, "@Revision stands before no class. Put it before the revision's class.");
        }
        return Optional.of(entries.finish("Write @Revision(id = \"…\").", id -> words(type)));
    }

    private void pass(JavaToken token) {
        if (token.isSymbol("@")) {
            annotation(token);
        } else if (token.isSymbol("{") || token.isSymbol("(") || token.isSymbol("[")) {
            depth++;
        } else if (token.isSymbol("}") || token.isSymbol(")") || token.isSymbol("]")) {
            depth = Math.max(0, depth - 1);
        } else if (depth == 0 && token.isName("import")) {
            importedName();
        } else if (depth == 0 && annotation != null && annotatedClass == null && isType(token)) {
            annotatedClass = tokens.take().text();
        }
    }

    private boolean isType(JavaToken token) {
        return token.kind() == Kind.NAME
                && TYPES.contains(token.text())
                && tokens.peek().kind() == Kind.NAME;
    }

    private void importedName() {
        StringBuilder name = new StringBuilder();
        while (tokens.peek().kind() == Kind.NAME
                || tokens.peek().isSymbol(".")
                || tokens.peek().isSymbol("*")) {
            name.append(tokens.take().text());
        }
        String text = name.toString();
        importedNames.add(text.substring(text.lastIndexOf('.') + 1));
        imported |= text.equals(FULL_NAME) || text.equals(PACKAGE + ".*");
        foreign |= text.endsWith("." + SIMPLE_NAME) && !text.equals(FULL_NAME);
    }

    private void annotation(JavaToken sign) {
        if (tokens.peek().kind() != Kind.NAME || tokens.peek().isName("interface")) {
            return;
        }
        JavaToken word = tokens.peek();
        String name = qualifiedName();
        boolean simple = name.equals(SIMPLE_NAME) && !foreign;
        if (depth == 0 && (simple || name.equals(FULL_NAME))) {
            ours(sign);
        } else if ((simple && imported) || name.equals(FULL_NAME)) {
            throw tokens.error(
                    sign,
                    "@Revision stands within a class here. Give the revision a top-level class in a file of its own.");
        } else if (depth == 0 && !simple && isNearly(name)) {
            misspelled = word;
        }
    }

    private boolean isNearly(String name) {
        return !name.equals(SIMPLE_NAME)
                && !importedNames.contains(name)
                && Nearest.to(name, List.of(SIMPLE_NAME)).isPresent();
    }

    /** Refuses to take a revision for a helper class, for it would never be run. */
    private void requireNoMisspelling() {
        JavaToken word = misspelled;
        if (word != null) {
            throw tokens.error(
                    word,
                    "There is no annotation @" + word.text() + ". Write @Revision, or import the one that is meant;"
                            + " without @Revision the file is no revision.");
        }
    }

    private String qualifiedName() {
        StringBuilder name = new StringBuilder(tokens.take().text());
        while (tokens.peek().isSymbol(".")) {
            tokens.take();
            name.append('.')
                    .append(tokens.peek().kind() == Kind.NAME ? tokens.take().text() : "");
        }
        return name.toString();
    }

    private void ours(JavaToken sign) {
        if (annotation != null) {
            throw tokens.error(
                    sign,
                    "@Revision is there a second time; the first is at " + annotation.describe()
                            + ". Write one revision into one file.");
        }
        annotation = tokens.place(sign);
        new JavaAnnotation(tokens, entries).read();
    }

    /** {@code CreateAccount} becomes {@code create account}. */
    static @Nullable String words(String className) {
        String words = className
                .replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", " ")
                .replaceAll("[_$\\s]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
        return words.isEmpty() ? null : words;
    }
}
