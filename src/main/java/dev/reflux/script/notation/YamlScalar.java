package dev.reflux.script.notation;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A scalar to be written.
 *
 * @param value the text
 * @param text whether it is meant as a text: in quotes, then, where it could be taken for something else
 */
record YamlScalar(String value, boolean text) implements YamlPart {

    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}_](?:[\\p{L}\\p{Nd}_ .()/+*=<>%^~$@;'\"?!&|,\\[\\]{}-]|:(?=[^ ]))*");
    private static final Pattern FLOW_INDICATOR = Pattern.compile("[,\\[\\]{}]");

    /** What older readers of YAML do not take for texts. */
    private static final Set<String> OLD_WORDS = Set.of("yes", "no", "on", "off", "y", "n");

    static YamlScalar text(String value) {
        return new YamlScalar(value, true);
    }

    /** A number, a flag or null. */
    static YamlScalar plain(Object value) {
        return new YamlScalar(value.toString(), false);
    }

    static String key(String key) {
        return KEY.matcher(key).matches() && !isWord(key) ? key : Escapes.yaml(key);
    }

    /** On one line, anywhere in a block. */
    String inBlock() {
        return !text || isPlain() ? value : Escapes.yaml(value);
    }

    @Override
    public String inFlow() {
        return FLOW_INDICATOR.matcher(value).find() ? Escapes.yaml(value) : inBlock();
    }

    private boolean isPlain() {
        return PLAIN.matcher(value).matches() && !value.endsWith(" ") && !isWord(value);
    }

    private static boolean isWord(String text) {
        return CoreSchema.hasMeaning(text) || OLD_WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** It is where it reads best so, and loses nothing, even if an editor strips the ends of lines. */
    @Override
    public boolean isSpread() {
        return text
                && value.indexOf('\n') > 0
                && value.indexOf('\n') < value.length() - 1
                && !value.startsWith(" ")
                && !value.endsWith("\n\n")
                && !value.contains(" \n")
                && !value.endsWith(" ")
                && value.codePoints().noneMatch(c -> c != '\n' && Escapes.isHidden(c));
    }

    /** As a literal block. */
    String block(String indent) {
        StringBuilder block = new StringBuilder(value.endsWith("\n") ? "|" : "|-");
        value.lines().forEach(line -> block.append('\n').append(line.isEmpty() ? "" : indent + line));
        return block.toString();
    }
}
