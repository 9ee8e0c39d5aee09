package dev.reflux.authoring;

import dev.reflux.error.ConfigException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.script.RevisionHeader;
import dev.reflux.script.RevisionReader;
import dev.reflux.script.RevisionScript;
import dev.reflux.script.source.RevisionSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what a template has made, before it is written: a template that is out of date would else leave out a parent,
 * and so change the graph without a word. Alembic looks at the labels alone, after writing.
 *
 * @param reader reads revision files of every format
 * @param template what the file is made from
 */
record HeaderGuard(RevisionReader reader, RevisionTemplate template) {

    /**
     * Checks a text.
     *
     * @param fileName the name that it is to be written under
     * @throws ConfigException if its header is not that of the draft
     */
    void check(String text, String fileName, RevisionDraft draft) {
        RevisionHeader header = read(RevisionSource.ofText(fileName, text));
        compare("revision", List.of(draft.id()), List.of(header.id()));
        compare("down_revision", draft.placement().downRevisions(), header.downRevisions());
        compare("branch_labels", draft.placement().branchLabels(), header.branchLabels());
        compare("depends_on", draft.placement().dependsOn(), header.dependsOn());
    }

    private RevisionHeader read(RevisionSource source) {
        try {
            return reader.read(source)
                    .map(RevisionScript::header)
                    .orElseThrow(() -> refused("that is no revision. Put @Revision before its class.", null));
        } catch (InvalidRevisionFileException | RevisionGraphException e) {
            throw refused("that cannot be read back: " + e.getMessage(), e);
        }
    }

    private void compare(String key, List<String> wanted, List<String> found) {
        if (!wanted.equals(found)) {
            throw refused(
                    "whose " + key + " is " + shown(found) + ", not " + shown(wanted) + ". Put ${" + key
                            + "} where the header has this key.",
                    null);
        }
    }

    private ConfigException refused(String what, @Nullable Throwable cause) {
        return new ConfigException(
                "The template " + template.name() + " makes a file " + what
                        + " Nothing is written; correct the template.",
                Place.ofFile(template.name()),
                cause);
    }

    private static String shown(List<String> values) {
        return values.isEmpty() ? "absent" : "\"" + String.join(", ", values) + "\"";
    }
}
