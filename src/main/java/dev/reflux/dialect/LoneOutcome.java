package dev.reflux.dialect;

import java.util.List;

/** Whether a statement that ran alone took effect. */
public sealed interface LoneOutcome {

    /**
     * It did.
     *
     * @param completion statements, each sent alone, that finish what it began; most often none
     */
    record Done(List<String> completion) implements LoneOutcome {

        /** Copies the list. */
        public Done {
            completion = List.copyOf(completion);
        }
    }

    /**
     * It did not, or may be repeated.
     *
     * @param cleanUp statements, each sent alone, that remove what it left behind; may be repeated
     * @param forbidden more of them, which the role of the session may not run and nothing depends on
     */
    record NotDone(List<String> cleanUp, List<String> forbidden) implements LoneOutcome {

        /** Copies the lists. */
        public NotDone {
            cleanUp = List.copyOf(cleanUp);
            forbidden = List.copyOf(forbidden);
        }
    }

    /**
     * Nobody but a human can tell.
     *
     * @param reason complete sentences: why, and what to look at
     */
    record Unknown(String reason) implements LoneOutcome {}
}
