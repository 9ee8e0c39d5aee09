package dev.reflux.spring;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Option;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.boot.r2dbc.OptionsCapableConnectionFactory;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.util.StringUtils;

/** Linked only where the module {@code spring-boot-r2dbc} is on the class path. */
final class BootConnections {

    private BootConnections() {}

    /** A factory for the details of a service connection; null where there are none. */
    static @Nullable ConnectionFactory ofDetails(ListableBeanFactory beans) {
        R2dbcConnectionDetails details =
                beans.getBeanProvider(R2dbcConnectionDetails.class).getIfAvailable();
        return details == null
                ? null
                : ConnectionFactoryBuilder.withOptions(
                                details.getConnectionFactoryOptions().mutate())
                        .build();
    }

    /** A factory with what the properties say in place of what the given one has; null where it tells nothing. */
    static @Nullable ConnectionFactory derived(ConnectionFactory factory, RefluxProperties properties) {
        if (OptionsCapableConnectionFactory.unwrapFrom(factory) == null) {
            return null;
        }
        ConnectionFactoryBuilder builder = ConnectionFactoryBuilder.derivedFrom(factory);
        if (StringUtils.hasText(properties.username())) {
            builder.username(properties.username());
        }
        if (StringUtils.hasText(properties.password())) {
            builder.password(properties.password());
        }
        if (properties.options() != null) {
            properties
                    .options()
                    .forEach(
                            (name, value) -> builder.configure(options -> options.option(Option.valueOf(name), value)));
        }
        return builder.build();
    }
}
