package dev.reflux.script;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import dev.reflux.script.source.ConcurrentReading;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.VersionLocations;
import dev.reflux.sql.SqlLexis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The revision files of an environment and their graph. Immutable; loading reads the header of every file, in
 * whichever format, and nothing else.
 *
 * <p>Follows Alembic's {@code ScriptDirectory}.
 */
public final class ScriptDirectory {

    private final List<RevisionScript> scripts;
    private final RevisionGraph graph;

    private ScriptDirectory(List<RevisionScript> scripts, RevisionGraph graph) {
        this.scripts = scripts;
        this.graph = graph;
    }

    /**
     * Reads the version locations. Blocks.
     *
     * @param config names the locations
     * @param lexis how the database reads SQL
     * @throws dev.reflux.error.ConfigException if a location cannot be read, or holds Java source that {@code compile-java}
     *     refuses
     * @throws dev.reflux.error.InvalidRevisionFileException if the head of a file cannot be understood
     * @throws RevisionGraphException if the files do not make a graph
     */
    public static ScriptDirectory load(RefluxConfig config, SqlLexis lexis) {
        return of(read(config, lexis));
    }

    /**
     * Reads the version locations for a run that no database can tell to be unnecessary: while the graph is built and the
     * run planned, another thread inspects those bodies that are in memory, and then ends. A fault in one is told when its
     * revision is {@linkplain SqlRevision#inspect() inspected}, and not here. Else as {@link #load}.
     */
    public static ScriptDirectory loadWithBodies(RefluxConfig config, SqlLexis lexis) {
        List<Declared> files = read(config, lexis);
        if (ConcurrentReading.threads(files.size()) > 1) {
            Thread inspector = new Thread(() -> inspectAhead(files), "reflux-inspector");
            inspector.setDaemon(true);
            inspector.start();
        }
        return of(files);
    }

    private static void inspectAhead(List<Declared> files) {
        for (Declared file : files) {
            if (file.script() instanceof SqlRevision sql) {
                sql.inspectAhead();
            }
        }
    }

    private static List<Declared> read(RefluxConfig config, SqlLexis lexis) {
        RevisionReader reader = new RevisionReader(config, lexis);
        List<Listed> files = VersionLocations.read(
                config.versionLocations(), config.recursiveVersionLocations(), source -> listed(source, reader));
        List<Declared> declared = new ArrayList<>(files.size());
        for (Listed file : files) {
            if (file instanceof Helper helper) {
                reader.javaSources().add(helper.source(), null);
            } else if (file instanceof Declared revision) {
                declared.add(revision);
                if (RevisionReader.isJava(revision.script().source())) {
                    reader.javaSources()
                            .add(revision.script().source(), revision.node().id());
                }
            }
        }
        return declared;
    }

    private static @Nullable Listed listed(RevisionSource source, RevisionReader reader) {
        Optional<RevisionScript> script = reader.read(source);
        if (script.isPresent()) {
            return Declared.of(script.get());
        }
        return RevisionReader.isJava(source) ? new Helper(source) : null;
    }

    /** A file of a version location. */
    private sealed interface Listed {}

    /** A Java class that is no revision, and may be used by some. */
    private record Helper(RevisionSource source) implements Listed {}

    /** A script and what the graph needs of it. */
    private record Declared(RevisionScript script, RevisionNode node) implements Listed {

        static Declared of(RevisionScript script) {
            RevisionHeader header = script.header();
            RevisionNode node = new RevisionNode(
                    header.id(),
                    header.downRevisions(),
                    header.dependsOn(),
                    header.branchLabels(),
                    header.message(),
                    script.name());
            return new Declared(script, node);
        }
    }

    /** The scripts of an environment that has none yet. */
    public static ScriptDirectory empty() {
        return of(List.of());
    }

    private static ScriptDirectory of(List<Declared> files) {
        List<RevisionScript> scripts = new ArrayList<>(files.size());
        List<RevisionNode> nodes = new ArrayList<>(files.size());
        for (Declared file : files) {
            scripts.add(file.script());
            nodes.add(file.node());
        }
        return new ScriptDirectory(scripts, RevisionGraph.of(nodes));
    }

    /** The graph of all revisions. */
    public RevisionGraph graph() {
        return graph;
    }

    /** The script of a revision, by its full id. */
    public RevisionScript script(String id) {
        int index = graph.indexOf(id);
        if (index < 0) {
            throw new RevisionGraphException(Kind.NOT_FOUND, "No revision file has the id " + id + ".");
        }
        return scripts.get(index);
    }
}
