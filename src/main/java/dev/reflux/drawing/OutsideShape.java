package dev.reflux.drawing;

import dev.reflux.drawing.GraphLayout.Point;

/** A revision that an edge leads to, but that the picture leaves out. */
record OutsideShape(String id) implements Shape {

    private static final double WIDTH = 156;

    private static final double HEIGHT = 26;

    @Override
    public double width() {
        return WIDTH;
    }

    @Override
    public double height() {
        return HEIGHT;
    }

    @Override
    public void write(SvgText svg, Point corner) {
        String label = "Revision " + id + ", outside of this picture";
        svg.open("g")
                .attribute("class", "outside")
                .attribute("data-outside", id)
                .attribute("transform", SvgText.translate(corner))
                .attribute("role", "graphics-symbol img")
                .attribute("aria-label", label)
                .content();
        svg.element("title", label);
        svg.open("rect")
                .attribute("class", "box")
                .attribute("width", WIDTH)
                .attribute("height", HEIGHT)
                .attribute("rx", HEIGHT / 2)
                .empty();
        svg.open("text")
                .attribute("class", "id")
                .attribute("x", WIDTH / 2)
                .attribute("y", 17)
                .attribute("text-anchor", "middle")
                .content();
        svg.text(TextWidth.MONOSPACE.fit(id, 11, WIDTH - 24)).close("text").close("g");
    }
}
