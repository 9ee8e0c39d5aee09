package dev.reflux.engine;

import dev.reflux.config.RefluxConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts the server behind a URL that is not an R2DBC URL. Found by {@link java.util.ServiceLoader}. */
public interface ServerProvider {

    /**
     * The server that the configuration asks for, not yet started.
     *
     * @return empty when the URL is not of this provider's kind
     */
    Optional<Launch> launch(RefluxConfig config);

    /** A start that may block for seconds; runs on a thread that may. */
    @FunctionalInterface
    interface Launch {

        /** Starts or joins the server. */
        Server start();
    }

    /**
     * A server that runs until it is closed.
     *
     * @param url R2DBC URL, without credentials
     * @param username who to connect as
     * @param password the password, or null where none is needed
     * @param stop stops the server, or leaves it to its other users; may block
     */
    record Server(String url, String username, @Nullable String password, Runnable stop) {}
}
