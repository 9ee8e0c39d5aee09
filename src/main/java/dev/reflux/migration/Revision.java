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
}
