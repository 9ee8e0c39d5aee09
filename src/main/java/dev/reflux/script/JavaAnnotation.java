package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.script.HeaderEntries.Text;
import dev.reflux.script.JavaToken.Kind;
import dev.reflux.script.notation.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the arguments of the annotation {@code @Revision}; values are text literals, for nothing is compiled. */
final class JavaAnnotation {

    private final JavaTokens tokens;
    private final HeaderEntries entries;

    JavaAnnotation(JavaTokens tokens, HeaderEntries entries) {
        this.tokens = tokens;
        this.entries = entries;
    }

    /** Takes the arguments behind the annotation's name; there need not be any. */
    void read() {
        if (!tokens.peek().isSymbol("(")) {
            return;
        }
        tokens.take();
        if (tokens.peek().isSymbol(")")) {
            tokens.take();
            return;
        }
        JavaToken separator;
        do {
            argument();
            separator = tokens.take();
        } while (separator.isSymbol(","));
        if (!separator.isSymbol(")")) {
            throw noLiteral(separator);
        }
    }

    private void argument() {
        JavaToken name = tokens.take();
        if (name.kind() != Kind.NAME || !tokens.peek().isSymbol("=")) {
            throw tokens.error(
                    name, "The values of @Revision have names. Write @Revision(id = \"…\", downRevision = \"…\").");
        }
        tokens.take();
        HeaderKey key = HeaderKey.ofAttribute(name.text()).orElseThrow(() -> unknown(name));
        entries.add(key, key.attribute(), value(key), tokens.place(name));
    }

    private InvalidRevisionFileException unknown(JavaToken name) {
        Optional<HeaderKey> meant = HeaderKey.meantBy(name.text());
        String nearest = meant.map(HeaderKey::attribute).orElseGet(() -> Nearest.of(name.text(), HeaderKey.ATTRIBUTES));
        return tokens.error(
                name, "@Revision has no value \"" + name.text() + "\". The nearest known one is " + nearest + ".");
    }

    private List<Text> value(HeaderKey key) {
        if (!tokens.peek().isSymbol("{")) {
            Text text = text();
            return text.value().isBlank() ? List.of() : List.of(text);
        }
        JavaToken brace = tokens.take();
        if (!key.isList()) {
            throw tokens.error(brace, "The value " + key.attribute() + " is one text. Write it without braces.");
        }
        return items();
    }

    private List<Text> items() {
        List<Text> items = new ArrayList<>();
        while (!tokens.peek().isSymbol("}")) {
            items.add(text());
            if (tokens.peek().isSymbol(",")) {
                tokens.take();
            } else if (!tokens.peek().isSymbol("}")) {
                throw noLiteral(tokens.peek());
            }
        }
        tokens.take();
        return items;
    }

    private Text text() {
        JavaToken first = literal();
        StringBuilder value = new StringBuilder(first.text());
        while (tokens.peek().isSymbol("+")) {
            tokens.take();
            value.append(literal().text());
        }
        return new Text(value.toString(), tokens.place(first));
    }

    private JavaToken literal() {
        JavaToken token = tokens.take();
        if (token.kind() != Kind.TEXT) {
            throw noLiteral(token);
        }
        return token;
    }

    private InvalidRevisionFileException noLiteral(JavaToken token) {
        return tokens.error(
                token,
                "This is no literal. The values of @Revision are read without compiling the file: write each as a text"
                        + " in quotes, in place of a constant or an expression.");
    }
}
