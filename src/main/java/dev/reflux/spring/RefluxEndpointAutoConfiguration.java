package dev.reflux.spring;

import dev.reflux.Reflux;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** The actuator endpoint {@code reflux}. */
@AutoConfiguration(after = RefluxAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(RefluxEndpoint.class)
public final class RefluxEndpointAutoConfiguration {

    @Bean
    @ConditionalOnBean(Reflux.class)
    @ConditionalOnMissingBean
    RefluxEndpoint refluxEndpoint(ApplicationContext context) {
        return new RefluxEndpoint(context);
    }
}
