package dev.reflux.runtime;

/**
 * What is recorded of a statement before it runs alone.
 *
 * @param hash over its tokens, so that blanks and comments may change meanwhile
 * @param facts what the database needs to be told to decide whether it took effect
 */
record Intent(String hash, String facts) {

    /** The intent of a recorded line. */
    static Intent parse(String line) {
        int space = line.indexOf(' ');
        return space < 0 ? new Intent(line, "") : new Intent(line.substring(0, space), line.substring(space + 1));
    }

    /** As it is recorded. */
    String line() {
        return hash + ' ' + facts;
    }
}
