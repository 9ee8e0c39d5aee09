package dev.reflux.spring;

import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcInitializationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications of the tests. */
final class BootApplication {

    /** What has Reflux open no connection. */
    static final String[] OFFLINE = {"reflux.mode=offline", "reflux.url=r2dbc:postgresql://nowhere.invalid/shop"};

    /** What lets the endpoint be there. */
    static final String[] EXPOSED = {"management.endpoints.web.exposure.include=reflux"};

    private BootApplication() {}

    /** Reflux alone, without a database. */
    static ApplicationContextRunner bare() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(RefluxAutoConfiguration.class, RefluxExitAutoConfiguration.class));
    }

    /** All of Reflux, with the endpoint exposed and something to observe with. */
    static ApplicationContextRunner complete() {
        return bare().withConfiguration(AutoConfigurations.of(
                        RefluxEndpointAutoConfiguration.class,
                        RefluxHealthContributorAutoConfiguration.class,
                        RefluxObservationAutoConfiguration.class))
                .withPropertyValues(EXPOSED);
    }

    /** Reflux alone, which opens no connection. */
    static ApplicationContextRunner offline() {
        return bare().withPropertyValues(OFFLINE);
    }

    /** An application with R2DBC, its database by {@code spring.r2dbc.*}, and revisions in a folder. */
    static ApplicationContextRunner over(TestDatabase database, Path revisions) {
        return bare().withConfiguration(AutoConfigurations.of(
                        R2dbcAutoConfiguration.class,
                        R2dbcInitializationAutoConfiguration.class,
                        DataR2dbcAutoConfiguration.class))
                .withPropertyValues(properties(database, revisions));
    }

    /** Properties of an application over a database. */
    static String[] properties(TestDatabase database, Path revisions) {
        return new String[] {
            "spring.r2dbc.url=" + address(database),
            "spring.r2dbc.username=" + database.username(),
            "spring.r2dbc.password=" + Objects.requireNonNullElse(database.password(), ""),
            "reflux.version-locations=" + revisions
        };
    }

    /** The URL of a database without credentials. */
    static String address(TestDatabase database) {
        return "r2dbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name();
    }
}
