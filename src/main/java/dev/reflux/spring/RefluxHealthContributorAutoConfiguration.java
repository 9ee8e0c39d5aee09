package dev.reflux.spring;

import dev.reflux.Reflux;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.CompositeReactiveHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;

/** The health contributor {@code reflux}; with several {@link Reflux} beans, one below it for each. */
@AutoConfiguration(after = RefluxAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean({Reflux.class, RefluxProperties.class})
@ConditionalOnEnabledHealthIndicator("reflux")
public final class RefluxHealthContributorAutoConfiguration
        extends CompositeReactiveHealthContributorConfiguration<RefluxHealthIndicator, Reflux> {

    RefluxHealthContributorAutoConfiguration(
            RefluxProperties properties, ObjectProvider<RefluxMigrationInitializer> initializers) {
        super(reflux -> new RefluxHealthIndicator(
                reflux, targetOf(reflux, initializers, properties), properties.enabled(), properties.health()));
    }

    /** What its own initializer upgrades to on start-up; the property where it has none. */
    private static String targetOf(
            Reflux reflux, ObjectProvider<RefluxMigrationInitializer> initializers, RefluxProperties properties) {
        return initializers.stream()
                .filter(initializer -> initializer.migrates(reflux))
                .findFirst()
                .map(RefluxMigrationInitializer::target)
                .orElseGet(properties::target);
    }

    @Bean
    @ConditionalOnMissingBean(name = {"refluxHealthIndicator", "refluxHealthContributor"})
    ReactiveHealthContributor refluxHealthContributor(ConfigurableListableBeanFactory beans) {
        return createContributor(beans, Reflux.class);
    }
}
