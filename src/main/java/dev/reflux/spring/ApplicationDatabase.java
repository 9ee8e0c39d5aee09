package dev.reflux.spring;

import dev.reflux.RefluxBuilder;
import dev.reflux.error.ConfigException;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/**
 * Which database migrations run on, in this order: {@code reflux.url}; the connection factory marked with
 * {@link RefluxConnectionFactory}; the only or the primary one; one made of the application's connection details.
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

    /** Nothing is done for an own URL, which the configuration of the builder names already. */
    void applyTo(RefluxBuilder builder) {
        if (!properties.hasUrl()) {
            ConnectionFactory factory = find();
            builder.connectionFactory(properties.hasCredentials() ? derived(factory) : factory);
        }
    }

    private ConnectionFactory find() {
        ConnectionFactory found = only(marked, "are marked with @RefluxConnectionFactory. Mark one of them");
        if (found == null) {
            found = only(
                    factories,
                    "are there, and none is primary. Mark the one to migrate with @RefluxConnectionFactory, or set"
                            + " reflux.url");
        }
        if (found == null && knowsDetails()) {
            found = BootConnections.ofDetails(beans);
        }
        if (found == null) {
            throw new ConfigException("There is no database to migrate: the application has no ConnectionFactory, and"
                    + " reflux.url is not set. Set spring.r2dbc.url or reflux.url to"
                    + " r2dbc:postgresql://host:port/database, or reflux.enabled to false.");
        }
        return found;
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
        ConnectionFactory derived = knowsDetails() ? BootConnections.derived(factory, properties) : null;
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
