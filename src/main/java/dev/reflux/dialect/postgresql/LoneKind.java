package dev.reflux.dialect.postgresql;

import java.util.Locale;
import java.util.stream.Stream;

/** How it is decided whether a statement that ran alone took effect; its name begins the recorded facts. */
enum LoneKind {
    CREATE_INDEX,
    DROP_INDEX,
    REINDEX,
    DETACH_PARTITION,
    CREATE_DATABASE,
    DROP_DATABASE,
    CREATE_TABLESPACE,
    DROP_TABLESPACE,
    CREATE_SUBSCRIPTION,
    DROP_SUBSCRIPTION,
    END_PREPARED,
    /** Twice is as good as once. */
    REPEATABLE,
    /** When it was sent, the catalog was such that it could do nothing: the server refuses or skips it. */
    WITHOUT_EFFECT,
    ALTER_SUBSCRIPTION,
    PROCEDURE,
    /** Not understood. */
    OTHER;

    /** As it stands in facts. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of recorded facts; those of a later version may be of one that is not known here. */
    static LoneKind of(String facts) {
        return Stream.of(values())
                .filter(kind -> facts.startsWith(kind.word() + " "))
                .findFirst()
                .orElse(OTHER);
    }
}
