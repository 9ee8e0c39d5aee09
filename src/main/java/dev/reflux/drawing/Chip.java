package dev.reflux.drawing;

import java.util.ArrayList;
import java.util.List;

/** A short word in a rounded frame. */
record Chip(String styleClass, String text) {

    private static final double HEIGHT = 19;

    private static final double GAP = 6;

    private static final double INSET = 8;

    private static final double FONT_SIZE = 11;

    private static final double WIDEST = 130;

    /** As many as a row holds; the last one counts those left out. */
    static List<Chip> fit(List<Chip> wanted, double width) {
        List<Chip> chips = new ArrayList<>(wanted.stream().map(Chip::shortened).toList());
        if (rowWidth(chips) <= width) {
            return List.copyOf(chips);
        }
        do {
            chips.remove(chips.size() - 1);
        } while (rowWidth(chips) + more(wanted, chips).width() + GAP > width);
        chips.add(more(wanted, chips));
        return List.copyOf(chips);
    }

    private static Chip more(List<Chip> wanted, List<Chip> shown) {
        return new Chip("more", "+" + (wanted.size() - shown.size()));
    }

    private Chip shortened() {
        return new Chip(styleClass, TextWidth.SANS_SERIF.fit(text, FONT_SIZE, WIDEST - 2 * INSET));
    }

    private static double rowWidth(List<Chip> chips) {
        return chips.stream().mapToDouble(Chip::width).sum() + GAP * Math.max(0, chips.size() - 1);
    }

    private double width() {
        return TextWidth.SANS_SERIF.of(text, FONT_SIZE) + 2 * INSET;
    }

    static void write(SvgText svg, List<Chip> chips, double left, double top) {
        double x = left;
        for (Chip chip : chips) {
            chip.write(svg, x, top);
            x += chip.width() + GAP;
        }
    }

    private void write(SvgText svg, double x, double top) {
        svg.open("g").attribute("class", "chip " + styleClass).content();
        svg.open("rect")
                .attribute("x", x)
                .attribute("y", top)
                .attribute("width", width())
                .attribute("height", HEIGHT)
                .attribute("rx", HEIGHT / 2)
                .empty();
        svg.open("text")
                .attribute("x", x + width() / 2)
                .attribute("y", top + 13.5)
                .attribute("text-anchor", "middle")
                .content();
        svg.text(text).close("text").close("g");
    }
}
