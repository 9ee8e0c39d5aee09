package dev.reflux.script.notation;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What operations are in the class of a {@link dev.reflux.migration.Migration}, without line ends at the ends. Parts of a
 * class are indented by 4, statements by 8 blanks, but for the first line of each text.
 *
 * @param upgrade statements of the method {@code upgrade}, where {@code op} is its parameter; empty for none
 * @param downgrade those of {@code downgrade}; null: there is no such method
 * @param methods private methods that these call, where they would be too long; most often empty
 * @param imports lines that the file needs beside those of {@link dev.reflux.migration}, in order
 */
public record JavaMethods(String upgrade, @Nullable String downgrade, String methods, List<String> imports) {

    /** Copies the imports. */
    public JavaMethods {
        Objects.requireNonNull(upgrade, "upgrade");
        Objects.requireNonNull(methods, "methods");
        imports = List.copyOf(imports);
    }
}
