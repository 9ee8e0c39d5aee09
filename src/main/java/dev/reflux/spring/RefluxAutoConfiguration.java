package dev.reflux.spring;

import dev.reflux.Reflux;
import dev.reflux.RefluxBuilder;
import dev.reflux.runtime.MigrationListener;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.io.ResourceLoader;

/**
 * Migrates the application's database on start-up.
 *
 * <p>A bean {@link Reflux} over the application's {@link ConnectionFactory} or {@code reflux.url}, and a
 * {@link RefluxMigrationInitializer} that beans which need the schema wait for. Either backs off before a bean of the
 * application; the initializer then migrates with the application's own {@code Reflux}.
 */
@AutoConfiguration(afterName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
@ConditionalOnBooleanProperty(name = "reflux.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RefluxProperties.class)
@ImportRuntimeHints(RefluxRuntimeHints.class)
public final class RefluxAutoConfiguration {

    /** Name of the {@link Reflux} bean that is made here. */
    static final String REFLUX = "reflux";

    /** Name of the initializer that is made here. */
    static final String INITIALIZER = "refluxMigrationInitializer";

    /** Made late, it might be made by the first request, on an event loop. */
    @Bean
    static LazyInitializationExcludeFilter refluxIsNotLazy() {
        return LazyInitializationExcludeFilter.forBeanTypes(
                RefluxMigrationInitializer.class, UnmigratedDatabases.class);
    }

    @Bean(INITIALIZER)
    @ConditionalOnSingleCandidate(Reflux.class)
    @ConditionalOnMissingBean
    RefluxMigrationInitializer refluxMigrationInitializer(Reflux reflux, RefluxProperties properties) {
        ApplicationExit exit = properties.exitAfterMigration() ? ApplicationExit.OF_THE_JVM : null;
        return new RefluxMigrationInitializer(reflux, properties.target(), properties.enabled(), exit);
    }

    @Bean
    @ConditionalOnBean(Reflux.class)
    UnmigratedDatabases refluxUnmigratedDatabases(ListableBeanFactory beans, RefluxProperties properties) {
        return new UnmigratedDatabases(beans, properties.enabled());
    }

    /** Beans that need the schema wait for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DatabaseInitializationDependencyConfigurer.class)
    @Import(DatabaseInitializationDependencyConfigurer.class)
    static class DependencyConfiguration {}

    /** The usual one, unless the application has its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Reflux.class)
    static class RefluxConfiguration {

        @Bean(REFLUX)
        Reflux reflux(
                RefluxProperties properties,
                ListableBeanFactory beans,
                @RefluxConnectionFactory ObjectProvider<ConnectionFactory> marked,
                ObjectProvider<ConnectionFactory> factories,
                ResourceLoader resources,
                ObjectProvider<MigrationListener> listeners,
                ObjectProvider<RunListeners> runListeners,
                ObjectProvider<RefluxCustomizer> customizers) {
            RefluxBuilder builder = Reflux.builder().configure(properties::applyTo);
            new ApplicationDatabase(properties, beans, marked, factories).applyTo(builder);
            ClassLoader loader = resources.getClassLoader();
            if (loader != null) {
                builder.classLoader(loader);
            }
            builder.listener(listeners.orderedStream().reduce(MigrationListener.NONE, MigrationListener::andThen));
            runListeners.ifAvailable(builder::listenerOfEachRun);
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            return builder.build();
        }
    }
}
