package dev.reflux.drawing;

import dev.reflux.config.RefluxConfig;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import dev.reflux.script.ScriptDirectory;
import dev.reflux.script.source.ScriptText;
import dev.reflux.sql.SqlLexis;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The repository's own sample environment, migrated up to its last but three revisions. */
final class Market {

    static final String HEAD = "c62f81d0a9b7";

    static final String CURRENT = "a64f1c8e3b90";

    static final String MERGE = "5b9d07e2c4f1";

    /** The first revision of the branch that stands beside the trunk. */
    static final String BRANCH = "27e9c4a1d8b6";

    private static final Set<String> PENDING =
            Set.of("70c5e3d9f2ab", "1e8da4b6c072", "9f2b60d7a5e4", "4d7b9e02f6a1", HEAD);

    private static final Path VERSIONS = Path.of("db", "versions").toAbsolutePath();

    private Market() {}

    private static ScriptDirectory scripts() {
        RefluxConfig config = RefluxConfig.builder()
                .versionLocations(List.of(VERSIONS.toString()))
                .build();
        return ScriptDirectory.load(config, SqlLexis.postgresql());
    }

    static GraphPicture picture() {
        RevisionGraph graph = scripts().graph();
        return new GraphPicture(graph.history(null, List.of()).stream()
                .map(node -> new PicturedRevision(graph.details(node.id()), "2026-11-20T14:32:00Z", state(node)))
                .toList());
    }

    private static RevisionState state(RevisionNode node) {
        if (node.id().equals(CURRENT)) {
            return RevisionState.CURRENT;
        }
        return PENDING.contains(node.id()) ? RevisionState.PENDING : RevisionState.APPLIED;
    }

    /** The sections of a revision's file. */
    static RevisionBody body(String id) {
        ScriptText text = scripts().script(id).text();
        return new RevisionBody(text.upgrade(), text.downgrade());
    }
}
