package dev.reflux.cli;

/**
 * Colours of a terminal; the plain style leaves every text as it is.
 *
 * @param colored whether to write ECMA-48 sequences
 */
record Style(boolean colored) {

    /** No colours. */
    static final Style PLAIN = new Style(false);

    String error(String text) {
        return sequence("1;31", text);
    }

    String good(String text) {
        return sequence("32", text);
    }

    String notice(String text) {
        return sequence("33", text);
    }

    String faint(String text) {
        return sequence("2", text);
    }

    String id(String text) {
        return sequence("36", text);
    }

    private String sequence(String attributes, String text) {
        return colored ? "\u001b[" + attributes + "m" + text + "\u001b[0m" : text;
    }
}
