package dev.reflux.authoring;

import dev.reflux.config.RefluxConfig;
import dev.reflux.config.RevisionFormat;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConfigException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.error.UsageException;
import dev.reflux.revision.NewRevision;
import dev.reflux.revision.Placement;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.script.RevisionReader;
import dev.reflux.script.ScriptDirectory;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.sql.SqlLexis;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes new revision files: Alembic's {@code ScriptDirectory.generate_revision}. No database is asked. Either the whole file
 * is there afterwards, or nothing has changed; only a hook that fails leaves the file behind. Blocks.
 */
public final class RevisionAuthor {

    private static final int ID_START = 24;

    private final RefluxConfig config;
    private final SqlLexis lexis;
    private final Clock clock;
    private final Consumer<String> hookOutput;
    private final CompletionStage<?> cancelled;
    private final Supplier<UUID> random;

    /**
     * An author.
     *
     * @param config names the locations, the format, the templates and the hooks
     * @param lexis how the database reads SQL
     * @param clock tells when a revision is created
     * @param hookOutput takes the lines that hooks print, on a thread of its own
     * @param cancelled stops the author when it completes, in whatever way
     */
    public RevisionAuthor(
            RefluxConfig config,
            SqlLexis lexis,
            Clock clock,
            Consumer<String> hookOutput,
            CompletionStage<?> cancelled) {
        this(config, lexis, clock, hookOutput, cancelled, UUID::randomUUID);
    }

    RevisionAuthor(
            RefluxConfig config,
            SqlLexis lexis,
            Clock clock,
            Consumer<String> hookOutput,
            CompletionStage<?> cancelled,
            Supplier<UUID> random) {
        this.config = config;
        this.lexis = lexis;
        this.clock = clock;
        this.hookOutput = hookOutput;
        this.cancelled = cancelled;
        this.random = random;
    }

    /**
     * Writes a revision.
     *
     * @throws RevisionGraphException if the files do not make a graph or have no place for it
     * @throws UsageException if the request does not fit, or its file is already there
     * @throws ConfigException if a template, a location or a hook cannot be used
     * @throws CancelledException if the author was stopped
     */
    public NewRevisionFile revision(RevisionRequest request) {
        requireReadable(request.message(), request.revisionId(), request.branchLabels());
        ScriptDirectory scripts = scripts();
        refuseSeveralHeads(scripts.graph(), request.head());
        String id = idOr(request.revisionId(), scripts.graph());
        Placement placement = scripts.graph()
                .place(new NewRevision(
                        id, List.of(request.head()), request.splice(), request.dependsOn(), request.branchLabels()));
        RevisionDraft draft = draft(id, placement, message(request.message()), false);
        RevisionFormat format = request.format() == null ? config.revisionFormat() : request.format();
        return write(scripts, draft, format, request.versionPath());
    }

    /** Writes a revision that joins others and does nothing else. Else as {@link #revision}. */
    public NewRevisionFile merge(MergeRequest request) {
        requireReadable(request.message(), request.revisionId(), request.branchLabels());
        ScriptDirectory scripts = scripts();
        List<String> parents = MergeParents.of(scripts.graph(), request.revisions());
        String id = idOr(request.revisionId(), scripts.graph());
        Placement placement = scripts.graph()
                .place(new NewRevision(id, parents, request.splice(), List.of(), request.branchLabels()));
        String message = message(request.message());
        RevisionDraft draft = draft(id, placement, message == null ? mergeMessage(parents) : message, true);
        return write(scripts, draft, config.revisionFormat(), null);
    }

    private static void requireReadable(@Nullable String message, @Nullable String id, List<String> labels) {
        ReadableText.require("The message", message);
        ReadableText.require("The revision id", id);
        labels.forEach(label -> ReadableText.require("The branch label", label));
    }

    private ScriptDirectory scripts() {
        return new VersionFolders(config).isFresh() ? ScriptDirectory.empty() : ScriptDirectory.load(config, lexis);
    }

    private static void refuseSeveralHeads(RevisionGraph graph, String head) {
        try {
            graph.resolve(head);
        } catch (RevisionGraphException e) {
            if (e.kind() != Kind.MULTIPLE_HEADS) {
                throw e;
            }
            throw new RevisionGraphException(
                    e.kind(),
                    e.getMessage() + " A new revision goes on top of one of them, given with --head, or they are joined"
                            + " first with \"merge heads\".",
                    e.place());
        }
    }

    private String idOr(@Nullable String given, RevisionGraph graph) {
        String id = given;
        while (id == null) {
            String candidate = random.get().toString().substring(ID_START);
            boolean taken = graph.nodes().stream()
                    .anyMatch(node ->
                            node.id().equals(candidate) || node.branchLabels().contains(candidate));
            id = taken ? null : candidate;
        }
        return id;
    }

    /** A message is one line in every format, since lists and scripts show it on one. */
    private static @Nullable String message(@Nullable String given) {
        String line = Notation.onOneLine(given == null ? "" : given);
        return line.isEmpty() ? null : line;
    }

    private static String mergeMessage(List<String> parents) {
        int last = parents.size() - 1;
        return "merge " + String.join(", ", parents.subList(0, last)) + " and " + parents.get(last);
    }

    private RevisionDraft draft(String id, Placement placement, @Nullable String message, boolean merge) {
        return new RevisionDraft(id, placement, message, clock.instant().truncatedTo(ChronoUnit.SECONDS), merge);
    }

    private NewRevisionFile write(
            ScriptDirectory scripts, RevisionDraft draft, RevisionFormat format, @Nullable String versionPath) {
        if (format == RevisionFormat.JAVA && !config.compileJava()) {
            throw new ConfigException(
                    "A Java revision would be refused: compile-java is false. Choose another --format,"
                            + " or set compile-java: true.");
        }
        List<PostWriteHook> hooks =
                config.postWriteHooks().stream().map(PostWriteHook::parse).toList();
        VersionFolders folders = new VersionFolders(config);
        Path root =
                folders.choose(versionPath, draft.placement().downRevisions().isEmpty(), parents(scripts, draft));
        Notation notation = Notation.of(format);
        String className = format == RevisionFormat.JAVA ? JavaClassName.of(draft, folders::holdClass) : "";
        Path file = root.resolve(path(draft, notation, className));
        String text = text(draft, format, notation, className, file);
        if (cancelled.toCompletableFuture().isDone()) {
            throw new CancelledException("The run was cancelled. Nothing is written.");
        }
        String shown = RevisionSource.ofFile(file).name();
        NewFile.write(root, file, shown, text.getBytes(StandardCharsets.UTF_8));
        hooks.forEach(hook -> hook.run(file, shown, config, hookOutput, cancelled));
        return new NewRevisionFile(shown, draft.id());
    }

    private static List<Path> parents(ScriptDirectory scripts, RevisionDraft draft) {
        return draft.placement().downRevisions().stream()
                .map(parent -> scripts.script(parent).source().file())
                .flatMap(Optional::stream)
                .toList();
    }

    /** A Java file must be named as its class is. */
    private Path path(RevisionDraft draft, Notation notation, String className) {
        return className.isEmpty()
                ? new FileNameTemplate(config.fileTemplate(), config.recursiveVersionLocations())
                        .path(draft, notation.ending())
                : Path.of(className + notation.ending());
    }

    private String text(RevisionDraft draft, RevisionFormat format, Notation notation, String className, Path file) {
        RevisionTemplate template = RevisionTemplate.find(config.scriptLocation(), format);
        Path folder = file.toAbsolutePath().resolveSibling("");
        String schema = format == RevisionFormat.YAML ? SchemaLink.from(folder, config.scriptLocation()) : "";
        String text = RevisionText.render(template, notation, draft, className, schema);
        new HeaderGuard(new RevisionReader(config, lexis), template)
                .check(text, String.valueOf(file.getFileName()), draft);
        return text;
    }
}
