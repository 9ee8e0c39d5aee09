package dev.reflux.spring;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Refuses {@code reflux.exit-after-migration} where nothing would end the application, which would then serve in place of a
 * job. It holds whatever {@code reflux.enabled} is, now or when the application was processed ahead of time.
 */
@AutoConfiguration
public final class RefluxExitAutoConfiguration {

    @Bean
    static BeanFactoryPostProcessor refluxExitRequirements(Environment environment) {
        return new ExitRequirements(environment);
    }
}
