package dev.reflux.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be shown: {@link #toString()} masks it, and the class is no record and no bean, so that neither
 * logging nor serialisation by reflection over accessors finds the text.
 */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Wraps a text; it may be empty. */
    public static Secret of(CharSequence text) {
        return new Secret(Objects.requireNonNull(text, "text must not be null").toString());
    }

    /** The text itself, for the driver alone. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Always {@code ********}, whatever the length. */
    @Override
    public String toString() {
        return SensitiveText.MASK;
    }
}
