package dev.reflux.faults;

/**
 * A moment of a run, told apart on the wire.
 *
 * @param message number of the message that the server answers as a whole, from 1
 * @param done how many statements of the message the server has done
 * @param of how many statements the message has
 */
record Point(int message, int done, int of) {

    /** Whether the server is in the midst of the message, in the transaction that it has opened for it. */
    boolean within() {
        return done > 0 && done < of;
    }

    /** Whether the server has answered what the client has not heard. */
    boolean unheard() {
        return done == of;
    }

    @Override
    public String toString() {
        return message + "." + done + "/" + of;
    }
}
