package dev.reflux.spring;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Observation of runs and steps, as {@link RefluxObservation} lists them. */
@AutoConfiguration(
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "reflux.enabled", matchIfMissing = true)
public final class RefluxObservationAutoConfiguration {

    @Bean
    ObservedRuns refluxObservedRuns(
            ObservationRegistry registry,
            ObjectProvider<RunObservationConvention> runConvention,
            ObjectProvider<StepObservationConvention> stepConvention) {
        return new ObservedRuns(registry, runConvention.getIfAvailable(), stepConvention.getIfAvailable());
    }
}
