package dev.reflux.error;

import org.jspecify.annotations.Nullable;

/** The configuration cannot be used: an unknown key, a wrong value, a file that is missing. */
public final class ConfigException extends RefluxException {

    private static final long serialVersionUID = 1L;

    /** Creates the error at an unknown place. */
    public ConfigException(String message) {
        this(message, Place.UNKNOWN, null);
    }

    /** Creates the error at a place. */
    public ConfigException(String message, Place place) {
        this(message, place, null);
    }

    /** Creates the error at a place, with what caused it. */
    public ConfigException(String message, Place place, @Nullable Throwable cause) {
        super("config_error", message, place, cause);
    }
}
