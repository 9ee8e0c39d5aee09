package dev.reflux.drawing;

import dev.reflux.drawing.GraphLayout.Point;

/** Writes well-formed XML of characters that XML allows; whoever calls it closes what it opens. */
final class SvgText {

    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder();

    /** Begins a start tag, which {@link #content()} or {@link #empty()} ends. */
    SvgText open(String name) {
        out.append('<').append(name);
        return this;
    }

    SvgText attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value);
        out.append('"');
        return this;
    }

    SvgText attribute(String name, double value) {
        return attribute(name, number(value));
    }

    /** Ends a start tag that has content. */
    SvgText content() {
        out.append('>');
        return this;
    }

    /** Ends a start tag without content. */
    void empty() {
        out.append("/>\n");
    }

    SvgText text(String text) {
        escape(text);
        return this;
    }

    SvgText close(String name) {
        out.append("</").append(name).append(">\n");
        return this;
    }

    void element(String name, String text) {
        open(name).content().text(text).close(name);
    }

    /** Text of our own that is XML already. */
    void raw(String xml) {
        out.append(xml);
    }

    static String translate(Point point) {
        return "translate(" + number(point.x()) + " " + number(point.y()) + ")";
    }

    /** To a tenth of a pixel, and the same in every locale. */
    static String number(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }

    private void escape(String text) {
        text.codePoints().map(SvgText::allowed).forEach(this::escape);
    }

    private void escape(int point) {
        switch (point) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(point);
        }
    }

    /** The {@code Char} production of XML 1.0, less carriage returns, which parsers of XML and HTML read differently. */
    private static int allowed(int point) {
        if (point == '\r') {
            return '\n';
        }
        boolean good = point == '\t'
                || point == '\n'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
        return good ? point : REPLACEMENT;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
