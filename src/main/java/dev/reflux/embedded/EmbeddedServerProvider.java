package dev.reflux.embedded;

import dev.reflux.config.RefluxConfig;
import dev.reflux.engine.ServerProvider;
import java.util.Optional;

/** Serves {@code embedded:DIRECTORY} URLs. */
public final class EmbeddedServerProvider implements ServerProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public EmbeddedServerProvider() {}

    @Override
    public Optional<Launch> launch(RefluxConfig config) {
        return config.embeddedDirectory().map(directory -> () -> {
            EmbeddedServer server = EmbeddedServer.start(directory);
            String url = "r2dbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database();
            return new Server(url, server.username(), null, server::close);
        });
    }
}
