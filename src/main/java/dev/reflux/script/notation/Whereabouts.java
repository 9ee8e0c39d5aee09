package dev.reflux.script.notation;

/**
 * Which part of an operation is meant, in words to begin a sentence with: {@code type in entry 2 of columns in
 * create_table}.
 */
record Whereabouts(String words) {

    Whereabouts key(String key) {
        return new Whereabouts(key + " in " + words);
    }

    /** An entry of the list that this is; counted from 1. */
    Whereabouts entry(int number) {
        return new Whereabouts("entry " + number + " of " + words);
    }

    @Override
    public String toString() {
        return words;
    }
}
