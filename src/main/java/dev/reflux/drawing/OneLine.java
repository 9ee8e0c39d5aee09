package dev.reflux.drawing;

/** Text of others, made fit for one line of a drawing. */
final class OneLine {

    private OneLine() {}

    /**
     * The text without line ends, control characters and the marks that turn the direction of writing: they would break
     * the drawing, or show something else than is there.
     */
    static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(point -> line.appendCodePoint(breaks(point) ? ' ' : point));
        return line.toString().strip().replaceAll(" {2,}", " ");
    }

    private static boolean breaks(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.FORMAT -> isDirection(point);
            default -> false;
        };
    }

    private static boolean isDirection(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }
}
