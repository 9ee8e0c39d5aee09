package dev.reflux.drawing;

import org.jspecify.annotations.Nullable;

/** How the nodes of a drawing are told apart; where a node is of several, later ones are put over earlier ones. */
enum NodeClass {
    /** Named by a revision of the picture, but not in it. */
    OUTSIDE,
    PENDING,
    APPLIED,
    CURRENT,
    HEAD;

    static @Nullable NodeClass of(@Nullable RevisionState state) {
        if (state == null) {
            return null;
        }
        return switch (state) {
            case CURRENT -> CURRENT;
            case APPLIED -> APPLIED;
            case PENDING -> PENDING;
        };
    }
}
