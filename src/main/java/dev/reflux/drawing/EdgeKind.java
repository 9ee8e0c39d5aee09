package dev.reflux.drawing;

/** Why one revision stands above another. */
enum EdgeKind {
    /** The older one is a down revision of the newer one. */
    DOWN_REVISION("down"),
    /** The newer one only depends on the older one. */
    DEPENDS_ON("depends");

    private final String styleClass;

    EdgeKind(String styleClass) {
        this.styleClass = styleClass;
    }

    /** What the style sheet calls it. */
    String styleClass() {
        return styleClass;
    }
}
