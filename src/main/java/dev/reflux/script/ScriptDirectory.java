package dev.reflux.script;

import dev.reflux.config.RefluxConfig;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import dev.reflux.sql.SqlLexis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The revision files of an environment and their graph. Immutable; loading reads the head of every file and nothing else.
 *
 * <p>Follows Alembic's {@code ScriptDirectory}.
 */
public final class ScriptDirectory {

    private static final Set<String> OTHER_FORMATS = Set.of("yaml", "yml", "java");

    private final Map<String, RevisionScript> scripts;
    private final RevisionGraph graph;

    private ScriptDirectory(Map<String, RevisionScript> scripts, RevisionGraph graph) {
        this.scripts = scripts;
        this.graph = graph;
    }

    /**
     * Reads the version locations. Blocks.
     *
     * @param config names the locations
     * @param lexis how the database reads SQL
     * @throws dev.reflux.error.ConfigException if a location cannot be read
     * @throws InvalidRevisionFileException if the head of a file cannot be understood
     * @throws RevisionGraphException if the files do not make a graph
     */
    public static ScriptDirectory load(RefluxConfig config, SqlLexis lexis) {
        Map<String, RevisionSource> sources = new LinkedHashMap<>();
        for (String location : config.versionLocations()) {
            new VersionLocation(location, config.recursiveVersionLocations())
                    .list()
                    .forEach(sources::putIfAbsent);
        }
        List<RevisionSource> revisions =
                sources.values().stream().filter(ScriptDirectory::isRevision).toList();
        return of(
                ConcurrentReading.read(revisions, source -> RevisionScript.read(source, lexis, config.placeholders())));
    }

    /** The scripts of an environment that has none yet. */
    public static ScriptDirectory empty() {
        return of(List.of());
    }

    private static ScriptDirectory of(List<RevisionScript> scripts) {
        Map<String, RevisionScript> byId = new LinkedHashMap<>();
        List<RevisionNode> nodes = new ArrayList<>();
        for (RevisionScript script : scripts) {
            byId.put(script.id(), script);
            nodes.add(script.node());
        }
        return new ScriptDirectory(byId, RevisionGraph.of(nodes));
    }

    private static boolean isRevision(RevisionSource source) {
        String name = source.name().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (OTHER_FORMATS.contains(ending)) {
            throw new InvalidRevisionFileException(
                    "This version of Reflux reads SQL revisions only, not ." + ending + " files. Write " + source.name()
                            + " as SQL, or move it out of the version location.",
                    Place.ofFile(source.name()));
        }
        return ending.equals("sql");
    }

    /** The graph of all revisions. */
    public RevisionGraph graph() {
        return graph;
    }

    /** The script of a revision, by its full id. */
    public RevisionScript script(String id) {
        RevisionScript script = scripts.get(id);
        if (script == null) {
            throw new RevisionGraphException(Kind.NOT_FOUND, "No revision file has the id " + id + ".");
        }
        return script;
    }
}
