package dev.reflux.drawing;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * How wide text will be, from a table: the fonts are those of whoever looks at the picture. Widths are those of common
 * sans-serif and monospace fonts in thousandths of the font size, and rather too wide than too narrow.
 */
enum TextWidth {
    /** Text in the sans-serif font of the reader's system. */
    SANS_SERIF,
    /** Text in the monospace font of the reader's system. */
    MONOSPACE;

    private static final int WIDE = 1050;

    private static final int USUAL = 620;

    private static final String ELLIPSIS = "…";

    /** From U+0020 to U+007E. */
    private static final int[] LATIN = {
        310, 340, 420, 700, 620, 920, 760, 260, 370, 370, 460, 700, 320, 370, 320, 330, //
        620, 620, 620, 620, 620, 620, 620, 620, 620, 620, 340, 340, 700, 700, 700, 540, //
        1000, 700, 700, 720, 760, 660, 620, 780, 760, 320, 380, 690, 580, 870, 760, 790, //
        650, 790, 710, 680, 640, 740, 700, 980, 690, 650, 690, 380, 330, 380, 700, 520, //
        500, 610, 630, 560, 630, 610, 360, 630, 630, 280, 290, 580, 280, 950, 630, 610, //
        630, 630, 410, 530, 390, 630, 580, 800, 580, 580, 530, 500, 330, 500, 700
    };

    /** The width of a line in CSS pixels. */
    double of(String line, double fontSize) {
        return line.codePoints().map(this::thousandths).sum() * fontSize / 1000;
    }

    /** The line, with an ellipsis in place of what goes beyond a width; never cuts through a visible character. */
    String fit(String line, double fontSize, double width) {
        if (of(line, fontSize) <= width) {
            return line;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(line);
        double room = width - of(ELLIPSIS, fontSize);
        int end = 0;
        double used = 0;
        for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
            used += of(line.substring(end, next), fontSize);
            if (used > room) {
                break;
            }
            end = next;
        }
        return line.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    private int thousandths(int point) {
        if (isInvisible(point)) {
            return 0;
        }
        if (isWide(point)) {
            return WIDE;
        }
        boolean inTable = this == SANS_SERIF && point >= ' ' && point <= '~';
        return inTable ? LATIN[point - ' '] : USUAL;
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
            default -> false;
        };
    }

    /** Ideographs, kana, hangul, full-width forms, emoji, and what is as wide as its font pleases. */
    private static boolean isWide(int point) {
        return point == '…' || (point >= 0x1100 && point <= 0x115F) || (point >= 0x2190 && point != 0xFFFD);
    }
}
