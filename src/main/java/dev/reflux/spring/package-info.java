/**
 * Reflux in a Spring Boot application: auto-configuration, migration on start-up, actuator and observation.
 *
 * <p>All of it is optional: Spring Boot is on the class path where an application brings it.
 */
@NullMarked
package dev.reflux.spring;

import org.jspecify.annotations.NullMarked;
