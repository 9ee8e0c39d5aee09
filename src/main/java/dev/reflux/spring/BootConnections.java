package dev.reflux.spring;

import dev.reflux.config.RefluxConfig;
import dev.reflux.engine.DriverOptions;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.boot.r2dbc.OptionsCapableConnectionFactory;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.util.StringUtils;

/** Linked only where the module {@code spring-boot-r2dbc} is on the class path. */
final class BootConnections {

    private BootConnections() {}

    /** A factory for the details of a service connection, or of the properties of Spring Boot; null where there are none. */
    static @Nullable ConnectionFactory ofDetails(ListableBeanFactory beans) {
        R2dbcConnectionDetails details = details(beans);
        return details == null
                ? null
                : ConnectionFactoryBuilder.withOptions(
                                details.getConnectionFactoryOptions().mutate())
                        .build();
    }

    /** Whether the details come from elsewhere than {@code spring.r2dbc.*}, such as from a container. */
    static boolean haveServiceConnection(ListableBeanFactory beans) {
        R2dbcConnectionDetails details = details(beans);
        return details != null && details.getClass().getEnclosingClass() != R2dbcAutoConfiguration.class;
    }

    private static @Nullable R2dbcConnectionDetails details(ListableBeanFactory beans) {
        return beans.getBeanProvider(R2dbcConnectionDetails.class).getIfAvailable();
    }

    /** What the factory was made of; null where it tells nothing. */
    static @Nullable ConnectionFactoryOptions optionsOf(ConnectionFactory factory) {
        OptionsCapableConnectionFactory capable = OptionsCapableConnectionFactory.unwrapFrom(factory);
        return capable == null ? null : capable.getOptions();
    }

    /** A factory with what the properties say in place of what the given one has; null where it tells nothing. */
    static @Nullable ConnectionFactory derived(
            ConnectionFactory factory, RefluxProperties properties, RefluxConfig config) {
        ConnectionFactoryOptions given = optionsOf(factory);
        if (given == null) {
            return null;
        }
        ConnectionFactoryBuilder builder = ConnectionFactoryBuilder.derivedFrom(factory);
        if (StringUtils.hasText(properties.username())) {
            builder.username(properties.username());
        }
        if (StringUtils.hasText(properties.password())) {
            builder.password(properties.password());
        }
        ConnectionFactoryOptions all = DriverOptions.over(given, config);
        for (String name : config.options().keySet()) {
            builder.configure(
                    options -> options.option(Option.valueOf(name), all.getRequiredValue(Option.valueOf(name))));
        }
        return builder.build();
    }
}
