package dev.reflux.drawing;

import dev.reflux.drawing.GraphLayout.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The box of a revision: id and state, message, and a row of chips where there is something to say in it. */
record RevisionShape(PicturedRevision revision, List<Chip> chips) implements Shape {

    private static final double WIDTH = 264;

    private static final double PADDING = 12;

    private static final double HEIGHT = 54;

    private static final double CHIP_ROW = 25;

    private static final double CHIP_TOP = 50;

    /** How much wider bold text is. */
    private static final double BOLD = 1.12;

    RevisionShape {
        Objects.requireNonNull(revision, "revision");
        chips = List.copyOf(chips);
    }

    static RevisionShape of(PicturedRevision revision) {
        List<Chip> wanted = new ArrayList<>();
        if (revision.details().head()) {
            wanted.add(new Chip("head", "head"));
        }
        revision.details().node().branchLabels().forEach(label -> wanted.add(new Chip("label", OneLine.of(label))));
        return new RevisionShape(revision, Chip.fit(wanted, WIDTH - 2 * PADDING));
    }

    @Override
    public String id() {
        return revision.id();
    }

    @Override
    public double width() {
        return WIDTH;
    }

    @Override
    public double height() {
        return chips.isEmpty() ? HEIGHT : HEIGHT + CHIP_ROW;
    }

    @Override
    public void write(SvgText svg, Point corner) {
        svg.open("g")
                .attribute("class", styleClass())
                .attribute("data-revision", id())
                .attribute("transform", SvgText.translate(corner))
                .attribute("role", "graphics-symbol img")
                .attribute("aria-label", OneLine.of(description()))
                .content();
        svg.element("title", title());
        svg.open("rect")
                .attribute("class", "box")
                .attribute("width", WIDTH)
                .attribute("height", height())
                .attribute("rx", 8)
                .empty();
        double taken = writeState(svg);
        writeLine(svg, "id", 21, TextWidth.MONOSPACE.fit(OneLine.of(id()), 13, WIDTH - 2 * PADDING - taken));
        writeLine(svg, "message", 41, TextWidth.SANS_SERIF.fit(OneLine.of(message()), 13, WIDTH - 2 * PADDING));
        Chip.write(svg, chips, PADDING, CHIP_TOP);
        svg.close("g");
    }

    private static void writeLine(SvgText svg, String styleClass, double y, String line) {
        svg.open("text")
                .attribute("class", styleClass)
                .attribute("x", PADDING)
                .attribute("y", y)
                .content();
        svg.text(line).close("text");
    }

    /** A word and a sign in the corner; colour only repeats what they say. Returns the width they take. */
    private double writeState(SvgText svg) {
        RevisionState state = revision.state();
        if (state == null) {
            return 0;
        }
        String word = word(state);
        double bold = state == RevisionState.CURRENT ? BOLD : 1;
        double start = WIDTH - PADDING - TextWidth.SANS_SERIF.of(word, 11) * bold;
        svg.open("path")
                .attribute("class", "sign")
                .attribute("d", StateSign.of(state, start - 11, 16.5))
                .empty();
        svg.open("text")
                .attribute("class", "state")
                .attribute("x", WIDTH - PADDING)
                .attribute("y", 20.5)
                .attribute("text-anchor", "end")
                .content();
        svg.text(word).close("text");
        return WIDTH - PADDING - start + 26;
    }

    private String styleClass() {
        RevisionState state = revision.state();
        return "revision" + (state == null ? "" : " " + word(state))
                + (revision.details().head() ? " is-head" : "");
    }

    private String title() {
        return id() + "\n" + message();
    }

    private String description() {
        RevisionState state = revision.state();
        List<String> words = new ArrayList<>(List.of("Revision " + id(), message()));
        if (state != null) {
            words.add(word(state));
        }
        if (revision.details().head()) {
            words.add("head");
        }
        List<String> labels = revision.details().node().branchLabels();
        if (!labels.isEmpty()) {
            words.add("labels " + String.join(", ", labels));
        }
        return String.join("; ", words);
    }

    private String message() {
        String message = revision.details().node().message();
        return message == null || message.isBlank() ? "(no message)" : message.strip();
    }

    private static String word(RevisionState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
