package dev.reflux.junit;

import dev.reflux.error.ConfigException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container; all that touches the optional Testcontainers is here. */
final class ContainerServer {

    private static final int PORT = 5432;

    private ContainerServer() {}

    static TestServer start(String image, boolean mayPull) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new ConfigException(
                    "No Docker engine answers, so the image " + image + " cannot be run. Start Docker,"
                            + " or name a server by -Dreflux.test.url=r2dbc:postgresql://user:password@host:port/database.");
        }
        PostgreSQLContainer container =
                new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
        if (!mayPull) {
            container.withImagePullPolicy(name -> false);
        }
        container.start();
        return TestServer.disposable(
                "container of " + image,
                container.getHost(),
                container.getMappedPort(PORT),
                container.getUsername(),
                container.getPassword(),
                container.getDatabaseName(),
                container::stop);
    }
}
