package dev.reflux.authoring;

import dev.reflux.config.RevisionFormat;
import java.util.Locale;

/** What a new environment is made from: the templates of Alembic's {@code init}. */
public enum EnvironmentTemplate {
    /** Revisions in SQL. */
    SQL(RevisionFormat.SQL, "SQL files", "Revisions as SQL files."),
    /** Revisions in YAML. */
    YAML(RevisionFormat.YAML, "YAML files", "Revisions as YAML files with operations."),
    /** Revisions in Java. */
    JAVA(RevisionFormat.JAVA, "Java source files", "Revisions as Java classes, compiled when they are run."),
    /** Revisions in SQL among the resources of an application. */
    SPRING(RevisionFormat.SQL, "SQL files", "SQL revisions among the resources of a Spring Boot application.");

    private final RevisionFormat format;
    private final String files;
    private final String description;

    EnvironmentTemplate(RevisionFormat format, String files, String description) {
        this.format = format;
        this.files = files;
        this.description = description;
    }

    /** As the command line spells it. */
    public String templateName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it makes, in one sentence. */
    public String description() {
        return description;
    }

    RevisionFormat format() {
        return format;
    }

    /** What revisions are, as part of a sentence. */
    String files() {
        return files;
    }
}
