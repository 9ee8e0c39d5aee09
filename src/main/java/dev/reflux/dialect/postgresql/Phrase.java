package dev.reflux.dialect.postgresql;

import org.jspecify.annotations.Nullable;

/** A statement, or a part of one, put together word by word with a blank between them. Not for several threads. */
final class Phrase {

    private final StringBuilder text;

    Phrase(String beginning) {
        this.text = new StringBuilder(beginning);
    }

    /** Adds words. */
    Phrase add(String words) {
        if (text.length() > 0) {
            text.append(' ');
        }
        text.append(words);
        return this;
    }

    /** Adds words if they are wanted. */
    Phrase addIf(boolean wanted, String words) {
        return wanted ? add(words) : this;
    }

    /** Adds what is there. */
    Phrase addOptional(@Nullable Object words) {
        return words == null ? this : add(words.toString());
    }

    /** Adds words and what they are about, if it is there. */
    Phrase addWith(String words, @Nullable Object subject) {
        return subject == null ? this : add(words).add(subject.toString());
    }

    /** Whether there is nothing yet. */
    boolean isEmpty() {
        return text.length() == 0;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
