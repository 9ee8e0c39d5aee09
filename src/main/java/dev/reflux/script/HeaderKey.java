package dev.reflux.script;

import dev.reflux.script.notation.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the header of a revision may say; SQL and YAML files and the Java annotation spell it each in their own way. */
enum HeaderKey {
    REVISION("id"),
    DOWN_REVISION("downRevision"),
    BRANCH_LABELS("branchLabels"),
    DEPENDS_ON("dependsOn"),
    MESSAGE("message"),
    CREATED("created"),
    LOCK_TIMEOUT("lockTimeout"),
    STATEMENT_TIMEOUT("statementTimeout");

    /** The spellings of SQL and YAML files. */
    static final List<String> KEYS = Arrays.stream(values()).map(HeaderKey::key).toList();

    /** The spellings of the annotation. */
    static final List<String> ATTRIBUTES =
            Arrays.stream(values()).map(HeaderKey::attribute).toList();

    /** Words that mean a key elsewhere: overlooking one would silently make a base of the revision. */
    private static final Map<String, HeaderKey> FOREIGN = Map.ofEntries(
            Map.entry("revision_id", REVISION),
            Map.entry("revises", DOWN_REVISION),
            Map.entry("parent", DOWN_REVISION),
            Map.entry("parents", DOWN_REVISION),
            Map.entry("parent_revision", DOWN_REVISION),
            Map.entry("labels", BRANCH_LABELS),
            Map.entry("depends", DEPENDS_ON),
            Map.entry("dependencies", DEPENDS_ON),
            Map.entry("create_date", CREATED),
            Map.entry("created_at", CREATED));

    private static final Map<String, HeaderKey> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(HeaderKey::key, Function.identity()));

    private static final Map<String, HeaderKey> BY_ATTRIBUTE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(HeaderKey::attribute, Function.identity()));

    private final String key;
    private final String attribute;

    HeaderKey(String attribute) {
        this.key = name().toLowerCase(Locale.ROOT);
        this.attribute = attribute;
    }

    /** As SQL and YAML files spell it. */
    String key() {
        return key;
    }

    /** As the annotation spells it. */
    String attribute() {
        return attribute;
    }

    /** Whether it takes several values. */
    boolean isList() {
        return this == DOWN_REVISION || this == BRANCH_LABELS || this == DEPENDS_ON;
    }

    /** The key that SQL and YAML files spell so. */
    static Optional<HeaderKey> ofKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** The key that the annotation spells so. */
    static Optional<HeaderKey> ofAttribute(String name) {
        return Optional.ofNullable(BY_ATTRIBUTE.get(name));
    }

    /** The key that another spelling of the word, or the word in another tool, means. */
    static Optional<HeaderKey> meantBy(String word) {
        String folded = Nearest.folded(word);
        return ofKey(folded).or(() -> Optional.ofNullable(FOREIGN.get(folded)));
    }
}
