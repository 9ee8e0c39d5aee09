package dev.reflux.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks the {@code ConnectionFactory} that migrations run over, where an application has several or one for them alone.
 *
 * <p>One for them alone is to be declared {@code @Bean(defaultCandidate = false)}: else Spring Boot takes it for the application's
 * own and makes no other, so that the application would work with the rights of the migrations and without a pool.
 */
@Documented
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface RefluxConnectionFactory {}
