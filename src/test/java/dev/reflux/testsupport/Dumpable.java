package dev.reflux.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a {@link TestDatabase} on a server that an installed {@code pg_dump} can dump.
 *
 * <p>That is the usual server, or, where it is younger than every {@code pg_dump} of this machine, a second one from the
 * server programs installed beside {@code pg_dump}.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Dumpable {}
