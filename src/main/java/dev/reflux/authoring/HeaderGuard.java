package dev.reflux.authoring;

import dev.reflux.config.RevisionFormat;
import dev.reflux.error.ConfigException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.script.RevisionHeader;
import dev.reflux.script.RevisionSource;
import dev.reflux.script.SqlRevisionHeader;
import dev.reflux.sql.SqlLexis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what a template has made, before it is written: a template that is out of date would else leave out a parent,
 * and so change the graph without a word. Alembic looks at the labels alone, after writing.
 */
final class HeaderGuard {

    private final Reader reader;

    /** Reads the header of a revision file. */
    interface Reader {
        RevisionHeader read(RevisionSource source);
    }

    private HeaderGuard(Reader reader) {
        this.reader = reader;
    }

    /** The guard of a format, or null where its headers cannot be read. */
    static @Nullable HeaderGuard of(RevisionFormat format, SqlLexis lexis) {
        return switch (format) {
            case SQL -> new HeaderGuard(source -> SqlRevisionHeader.read(source, lexis));
            case YAML, JAVA -> null;
        };
    }

    /**
     * Checks a text.
     *
     * @param fileName the name that it is to be written under
     * @throws ConfigException if its header is not that of the draft
     */
    void check(String text, String fileName, RevisionDraft draft, RevisionTemplate template) {
        RevisionHeader header;
        try {
            header = reader.read(RevisionSource.ofText(fileName, text));
        } catch (InvalidRevisionFileException | RevisionGraphException e) {
            throw new ConfigException(
                    "The template " + template.name() + " makes a file that cannot be read back: " + e.getMessage()
                            + " Nothing is written; correct the template.",
                    Place.ofFile(template.name()),
                    e);
        }
        compare("revision", List.of(draft.id()), List.of(header.id()), template);
        compare("down_revision", draft.placement().downRevisions(), header.downRevisions(), template);
        compare("branch_labels", draft.placement().branchLabels(), header.branchLabels(), template);
        compare("depends_on", draft.placement().dependsOn(), header.dependsOn(), template);
    }

    private static void compare(String key, List<String> wanted, List<String> found, RevisionTemplate template) {
        if (!wanted.equals(found)) {
            throw new ConfigException(
                    "The template " + template.name() + " makes a file whose " + key + " is " + shown(found) + ", not "
                            + shown(wanted) + ". Nothing is written; put ${" + key + "} where the header has this key.",
                    Place.ofFile(template.name()));
        }
    }

    private static String shown(List<String> values) {
        return values.isEmpty() ? "absent" : "\"" + String.join(", ", values) + "\"";
    }
}
