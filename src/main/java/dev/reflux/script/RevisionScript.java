package dev.reflux.script;

import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.ScriptText;
import dev.reflux.script.source.TextChecksum;
import org.jspecify.annotations.Nullable;

/**
 * One revision file: its header is read, its body is read when it is needed, as often as it is needed. Immutable.
 *
 * <p>Follows Alembic's {@code Script}.
 */
public sealed interface RevisionScript permits SqlRevision, YamlRevision, JavaRevision {

    /** What the file says of the revision itself. */
    RevisionHeader header();

    /** The file. */
    RevisionSource source();

    /** Id of the revision. */
    default String id() {
        return header().id();
    }

    /** Name of the file, as the user knows it. */
    default String name() {
        return source().name();
    }

    /** When it was created, as written in the file, or null. */
    default @Nullable String created() {
        return header().created();
    }

    /**
     * Reads the body as it is written, for people. Where the two directions are not written apart, all of the file is the
     * way up.
     *
     * @throws dev.reflux.error.InvalidRevisionFileException when it cannot be read
     */
    default ScriptText text() {
        return ScriptText.whole(source());
    }

    /**
     * The checksum of the file as it is now; nothing in it is understood or compiled. Blocks.
     *
     * @return lower-case hex SHA-256 of the file, byte-order mark removed, CRLF and CR folded to LF; null for a class
     * @throws dev.reflux.error.InvalidRevisionFileException when it cannot be read
     */
    default @Nullable String fileChecksum() {
        return TextChecksum.of(source());
    }
}
