package dev.reflux.drawing;

/** Something with a place in the layout that can write itself as SVG, sizes in CSS pixels. */
sealed interface Shape permits RevisionShape, OutsideShape {

    /** The id of the revision that it stands for. */
    String id();

    double width();

    double height();

    /** Writes it; the point is its upper left corner. */
    void write(SvgText svg, GraphLayout.Point corner);
}
