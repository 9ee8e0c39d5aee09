package dev.reflux.authoring;

import dev.reflux.script.notation.Escapes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Values in Java: string literals and array initializers.
 *
 * <p>The compiler reads {@code \}{@code uXXXX} before all else, in comments too.
 */
record JavaNotation() implements Notation {

    @Override
    public String ending() {
        return ".java";
    }

    @Override
    public String text(String value) {
        return Escapes.java(value);
    }

    @Override
    public String list(List<String> values) {
        return values.size() == 1
                ? text(values.get(0))
                : values.stream().map(this::text).collect(Collectors.joining(", ", "{", "}"));
    }

    /** For documentation comments as well: nothing is a tag, an entity, an escape or the end. */
    @Override
    public String comment(String text) {
        StringBuilder comment = new StringBuilder();
        Notation.onOneLine(text).codePoints().forEach(c -> {
            if ("&<>@\\*{}".indexOf(c) >= 0 || Escapes.isHidden(c)) {
                comment.append("&#").append(c).append(';');
            } else {
                comment.appendCodePoint(c);
            }
        });
        return comment.toString();
    }

    @Override
    public String upgrades(boolean merge) {
        return merge
                ? "// A merge changes nothing by itself."
                : "// Operations that change the schema, as in op.createSchema(\"shop\");";
    }

    @Override
    public String downgrades(boolean merge) {
        return merge
                ? "// Nothing to undo."
                : "// Operations that undo the upgrade; remove the method where there is no way back.";
    }
}
