package dev.reflux.drawing;

import static dev.reflux.drawing.SvgText.number;

/** Signs drawn as paths, as not every font has them. */
final class StateSign {

    private StateSign() {}

    /** A filled disc, a tick or a ring, about 10 pixels wide, around a middle. */
    static String of(RevisionState state, double x, double y) {
        return switch (state) {
            case CURRENT -> circle(x, y, 4.5);
            case APPLIED -> "M" + number(x - 4) + " " + number(y + 0.5) + "l3 3l5 -6.5";
            case PENDING -> circle(x, y, 4);
        };
    }

    private static String circle(double x, double y, double radius) {
        String half = "a" + number(radius) + " " + number(radius) + " 0 1 0 ";
        return "M" + number(x - radius) + " " + number(y) + half + number(2 * radius) + " 0" + half
                + number(-2 * radius) + " 0z";
    }
}
