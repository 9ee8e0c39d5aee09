package dev.reflux.authoring;

import dev.reflux.script.notation.Escapes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Values in YAML: double-quoted scalars, so that no id is read as a number, a flag or null.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#731-double-quoted-style">YAML 1.2, double-quoted style</a>
 */
record YamlNotation() implements Notation {

    @Override
    public String ending() {
        return ".yaml";
    }

    @Override
    public String text(String value) {
        return Escapes.yaml(value);
    }

    @Override
    public String list(List<String> values) {
        return values.size() == 1
                ? text(values.get(0))
                : values.stream().map(this::text).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public String comment(String text) {
        return Notation.onOneLine(text);
    }

    @Override
    public String upgrades(boolean merge) {
        return merge
                ? "[]  # a merge changes nothing by itself"
                : "[]  # operations, one to an entry, as in - create_schema: {name: shop}";
    }

    @Override
    public String downgrades(boolean merge) {
        return merge
                ? "[]  # nothing to undo"
                : "auto  # the upgrade in reverse; or operations; remove the key where there is no way back";
    }
}
