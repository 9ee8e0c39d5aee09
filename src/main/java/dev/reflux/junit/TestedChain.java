package dev.reflux.junit;

import dev.reflux.config.RefluxConfig;
import dev.reflux.config.Secret;
import dev.reflux.revision.MigrationStep;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.script.JavaRevision;
import dev.reflux.script.RevisionScript;
import dev.reflux.script.source.TextChecksum;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A chain with what its settings say of its revisions, which are found in the graph by now. Immutable and safe to share.
 */
final class TestedChain {

    /** What only this JVM knows: classes may change, and a template of theirs must not be found by the next one. */
    private static final String THIS_JVM = UUID.randomUUID().toString();

    private final ChainRunner runner;
    private final List<ChainRows> rows;
    private final Set<String> skipped;
    private final Set<String> kept;
    private final Map<String, String> contents = new ConcurrentHashMap<>();

    private TestedChain(ChainRunner runner, List<ChainRows> rows, Set<String> skipped, Set<String> kept) {
        this.runner = runner;
        this.rows = List.copyOf(rows);
        this.skipped = skipped;
        this.kept = kept;
    }

    /**
     * Reads the files. Blocks.
     *
     * @throws dev.reflux.error.RefluxException if a file or the graph is wrong, or the settings name a revision that is not
     *     there
     */
    static TestedChain load(ChainSettings settings) {
        ChainRunner runner = ChainRunner.load(settings);
        RevisionGraph graph = runner.graph();
        List<ChainRows> rows = settings.rows().stream()
                .map(each -> new ChainRows(runner.id(each.revision()), each.before(), each.table(), each.rows()))
                .toList();
        Set<String> kept = graph.applied(runner.ids(settings.lowest()));
        return new TestedChain(runner, rows, runner.ids(settings.skipped()), kept);
    }

    ChainRunner runner() {
        return runner;
    }

    RevisionGraph graph() {
        return runner.graph();
    }

    /** Whether the revision is stamped over. */
    boolean isSkipped(String revision) {
        return skipped.contains(revision);
    }

    /** Whether the revision is never downgraded. */
    boolean isKept(String revision) {
        return kept.contains(revision);
    }

    /** Rows to insert just before a revision is applied, or just after it. */
    List<ChainRows> rows(String revision, boolean before) {
        return rows.stream()
                .filter(each -> each.before() == before && each.revision().equals(revision))
                .toList();
    }

    /** Whether the revision is run together with others, without anything in between. */
    boolean isPlain(String revision) {
        return !isSkipped(revision)
                && rows.stream().noneMatch(each -> each.revision().equals(revision));
    }

    /**
     * What a database holds after each of the steps from base: keys that are equal only where all is that decides, the files
     * of the revisions in their order above all.
     *
     * @return one more than steps; the first is that of a database at base
     */
    List<String> keys(List<MigrationStep> steps) {
        List<String> keys = new ArrayList<>();
        keys.add(new ContentDigest()
                .add(version(), environment())
                .add(configuration())
                .hex());
        for (MigrationStep step : steps) {
            String last = keys.get(keys.size() - 1);
            keys.add(new ContentDigest()
                    .add(last, contents.computeIfAbsent(step.revision(), this::content))
                    .hex());
        }
        return keys;
    }

    /** As it is, with the secrets that its text would mask: two that differ in one of them make different databases. */
    private List<Object> configuration() {
        RefluxConfig config = runner.config();
        Secret password = config.password();
        RefluxConfig open = config.toBuilder()
                .url(null)
                .password((Secret) null)
                .options(Map.of())
                .placeholders(Map.of())
                .build();
        return List.of(
                open.toString(),
                Objects.requireNonNullElse(config.url(), ""),
                password == null ? "" : password.reveal(),
                config.options(),
                config.placeholders());
    }

    private String content(String revision) {
        ContentDigest digest = new ContentDigest().add(revision, checksum(revision), isSkipped(revision));
        for (ChainRows each : rows) {
            if (each.revision().equals(revision)) {
                digest.add(each.before(), each.table(), each.rows());
            }
        }
        return digest.hex();
    }

    /** Java may use any other class, so its file says little. */
    private String checksum(String revision) {
        RevisionScript script = runner.scripts().script(revision);
        return script instanceof JavaRevision
                ? THIS_JVM
                : Objects.requireNonNullElse(TextChecksum.of(script.source()), THIS_JVM);
    }

    private String environment() {
        return runner.hasEnvironment() ? THIS_JVM : "";
    }

    /** Of a build that is no release, the time of its jar too; of classes that are in no jar nothing is known. */
    private static String version() {
        String version = TestedChain.class.getPackage().getImplementationVersion();
        if (version == null) {
            return THIS_JVM;
        }
        return version.endsWith("-SNAPSHOT") ? version + ' ' + built() : version;
    }

    private static String built() {
        CodeSource source = TestedChain.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? THIS_JVM
                    : Files.getLastModifiedTime(Path.of(source.getLocation().toURI()))
                            .toString();
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return THIS_JVM;
        }
    }
}
