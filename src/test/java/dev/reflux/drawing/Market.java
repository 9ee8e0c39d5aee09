package dev.reflux.drawing;

import dev.reflux.config.RefluxConfig;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import dev.reflux.script.ScriptDirectory;
import dev.reflux.sql.SqlLexis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The repository's own sample environment, migrated up to its last but three revisions. */
final class Market {

    static final String HEAD = "9f2b60d7a5e4";

    static final String CURRENT = "a64f1c8e3b90";

    static final String MERGE = "5b9d07e2c4f1";

    /** The first revision of the branch that stands beside the trunk. */
    static final String BRANCH = "27e9c4a1d8b6";

    private static final Set<String> PENDING = Set.of("70c5e3d9f2ab", "1e8da4b6c072", HEAD);

    private static final Path VERSIONS = Path.of("db", "versions").toAbsolutePath();

    private Market() {}

    static GraphPicture picture() {
        RevisionGraph graph = ScriptDirectory.load(
                        RefluxConfig.builder()
                                .versionLocations(List.of(VERSIONS.toString()))
                                .build(),
                        SqlLexis.postgresql())
                .graph();
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
        try (var files = Files.list(VERSIONS)) {
            Path file = files.filter(each -> each.getFileName().toString().startsWith(id))
                    .findFirst()
                    .orElseThrow();
            String[] parts = Files.readString(file).split("-- \\+(upgrade|downgrade)\n", -1);
            return new RevisionBody(parts[1].strip(), parts.length > 2 ? parts[2].strip() : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
