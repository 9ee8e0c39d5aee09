package dev.reflux.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a {@link Migration} or a {@link ReactiveMigration} a revision. Values are literals. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Revision {

    /** Id of the revision. */
    String id();

    /** Ids of the revisions before it; none for a base. */
    String[] downRevision() default {};

    /** Names for the revision and all that descend from it. */
    String[] branchLabels() default {};

    /** Revisions, by id or branch label, that run before it without being its parents. */
    String[] dependsOn() default {};

    /** What it does; empty: the words of the class name. */
    String message() default "";

    /** When it was created, in ISO 8601; empty: unknown. */
    String created() default "";

    /**
     * How long each of its statements may wait for a lock, such as {@code 2s}; {@code 0s}: for ever; empty: as configured.
     *
     * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT">lock_timeout</a>
     */
    String lockTimeout() default "";

    /**
     * How long each of its statements may run, such as {@code 10m}; {@code 0s}: for ever; empty: as configured.
     *
     * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-STATEMENT-TIMEOUT">
     *     statement_timeout</a>
     */
    String statementTimeout() default "";
}
