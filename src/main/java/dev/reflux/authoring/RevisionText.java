package dev.reflux.authoring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills a template with a draft. */
final class RevisionText {

    private RevisionText() {}

    /**
     * The text of a new file.
     *
     * @param className the class in it; empty in other formats than Java
     * @param schema the JSON Schema as the file names it; empty for none
     */
    static String render(
            RevisionTemplate template, Notation notation, RevisionDraft draft, String className, String schema) {
        String message = draft.message() == null ? "" : draft.message();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("revision", notation.text(draft.id()));
        values.put("down_revision", list(notation, draft.placement().downRevisions()));
        values.put("branch_labels", list(notation, draft.placement().branchLabels()));
        values.put("depends_on", list(notation, draft.placement().dependsOn()));
        values.put("message", message.isEmpty() ? "" : notation.text(message));
        values.put("title", notation.comment(message));
        values.put("created", notation.text(draft.created().toString()));
        values.put("class_name", className);
        values.put("schema", schema);
        values.put("upgrades", notation.upgrades(draft.merge()));
        values.put("downgrades", notation.downgrades(draft.merge()));
        return template.render(values);
    }

    private static String list(Notation notation, List<String> values) {
        return values.isEmpty() ? "" : notation.list(values);
    }
}
