package dev.reflux.spring;

import dev.reflux.RefluxBuilder;
import dev.reflux.config.Mode;
import dev.reflux.config.RefluxConfig;
import dev.reflux.error.ConfigException;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/**
 * Which database migrations run on, in this order: {@code reflux.url}, unless there is a service connection; the connection
 * factory marked with {@link RefluxConnectionFactory}; the only or the primary one; one made of the application's connection
 * details.
 *
 * <p>A service connection is what a test or Docker Compose puts in place of all that the application is configured with, so that
 * a URL in {@code application.yaml} must not send the migrations of a test to the database of a developer.
 *
 * @param properties what is configured
 * @param beans the application
 * @param marked factories that are marked
 * @param factories all factories
 */
record ApplicationDatabase(
        RefluxProperties properties,
        ListableBeanFactory beans,
        ObjectProvider<ConnectionFactory> marked,
        ObjectProvider<ConnectionFactory> factories) {

    private static final String DETAILS = "org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails";

    private static final Logger log = LoggerFactory.getLogger(ApplicationDatabase.class);

    /** For an own URL, which the configuration of the builder names already, nothing is done but to tell of it. */
    void applyTo(RefluxBuilder builder) {
        if (properties.hasUrl() && !hasServiceConnection()) {
            log.info(
                    "The database of Reflux is {}, by reflux.url.",
                    DatabaseName.ofUrl(String.valueOf(properties.url()), properties.username()));
            return;
        }
        ConnectionFactory found = properties.hasUrl() ? ofTheService() : ofTheApplication();
        if (found != null) {
            tell(found);
            builder.connectionFactory(found);
        }
    }

    private boolean hasServiceConnection() {
        return knowsDetails() && BootConnections.haveServiceConnection(beans);
    }

    /** User and password belong to the URL that is not used. */
    private @Nullable ConnectionFactory ofTheService() {
        log.info("reflux.url is not used, since the application has a service connection.");
        ConnectionFactory found = ofMarked();
        return found == null ? BootConnections.ofDetails(beans) : found;
    }

    /** Null where there is none, and none is needed. */
    private @Nullable ConnectionFactory ofTheApplication() {
        ConnectionFactory found = find();
        if (found != null) {
            return properties.hasCredentials() ? derived(found) : found;
        }
        if (properties.mode() == Mode.OFFLINE) {
            return null;
        }
        throw new ConfigException("There is no database to migrate: the application has no ConnectionFactory, and"
                + " reflux.url is not set. Set spring.r2dbc.url or reflux.url to"
                + " r2dbc:postgresql://host:port/database, or reflux.enabled to false.");
    }

    private @Nullable ConnectionFactory find() {
        ConnectionFactory found = ofMarked();
        if (found == null) {
            found = only(
                    factories,
                    "are there, and none is primary. Mark the one to migrate with @RefluxConnectionFactory, or set"
                            + " reflux.url");
        }
        return found == null && knowsDetails() ? BootConnections.ofDetails(beans) : found;
    }

    private @Nullable ConnectionFactory ofMarked() {
        return only(marked, "are marked with @RefluxConnectionFactory. Mark one of them");
    }

    private void tell(ConnectionFactory found) {
        ConnectionFactoryOptions options = knowsDetails() ? BootConnections.optionsOf(found) : null;
        log.info(
                "The database of Reflux is {}, by the application's connection.",
                options == null
                        ? "a " + found.getMetadata().getName() + " database that its factory does not name"
                        : DatabaseName.of(options));
    }

    private @Nullable ConnectionFactory only(ObjectProvider<ConnectionFactory> candidates, String problem) {
        try {
            return candidates.getIfAvailable();
        } catch (NoUniqueBeanDefinitionException e) {
            throw new ConfigException(
                    "Several connection factories " + problem + ". They are: " + String.join(", ", names(e)) + ".");
        }
    }

    private List<String> names(NoUniqueBeanDefinitionException ambiguity) {
        return ambiguity.getBeanNamesFound() == null
                ? List.of(beans.getBeanNamesForType(ConnectionFactory.class))
                : List.copyOf(ambiguity.getBeanNamesFound());
    }

    /** The same database as another user, or with other options of the driver. */
    private ConnectionFactory derived(ConnectionFactory factory) {
        RefluxConfig config = properties.applyTo(RefluxConfig.builder()).build();
        ConnectionFactory derived = knowsDetails() ? BootConnections.derived(factory, properties, config) : null;
        if (derived == null) {
            throw new ConfigException(
                    "reflux.username, reflux.password or reflux.options are set without reflux.url, and the application's"
                            + " ConnectionFactory does not tell its options, so that no other can be derived from it. Set"
                            + " reflux.url too, or mark a ConnectionFactory of its own with @RefluxConnectionFactory.");
        }
        return derived;
    }

    private static boolean knowsDetails() {
        return ClassUtils.isPresent(DETAILS, ApplicationDatabase.class.getClassLoader());
    }
}
