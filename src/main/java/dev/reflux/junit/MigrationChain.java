package dev.reflux.junit;

import dev.reflux.Reflux;
import dev.reflux.dialect.StateTables;
import dev.reflux.dialect.TableColumn;
import dev.reflux.error.UsageException;
import dev.reflux.revision.MigrationPlan;
import dev.reflux.revision.MigrationStep;
import dev.reflux.revision.RevisionGraph;
import dev.reflux.revision.RevisionNode;
import dev.reflux.runtime.MigrationReport;
import dev.reflux.runtime.MigrationReport.Step;
import io.r2dbc.spi.ConnectionFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import reactor.core.publisher.Mono;

/**
 * A chain of revisions and a database of the test's own, to be moved along it. Every method blocks; {@link #reactive} has the
 * same as publishers. For one thread at a time.
 *
 * <p>Targets are those of the command line. Runs are those of {@link Reflux}: the same statements, transactions, locks and
 * rows of version and history table; failures are {@link dev.reflux.error.RefluxException}s that name revision, file, line,
 * statement and SQLSTATE. What is expected of a chain and does not hold is an {@link AssertionFailedError}.
 *
 * <p>Of {@link ChainSettings}, each group of rows is inserted once in the life of a database; revisions to skip are stamped
 * over; a downgrade below a minimum is refused.
 *
 * <p>Follows pytest-alembic's {@code MigrationContext}.
 */
public final class MigrationChain {

    private final TestedChain chain;
    private final ScratchDatabase database;
    private final TemplateDatabases templates;
    private final TableAccess tables;
    private final Set<ChainRows> inserted = new HashSet<>();

    /** A chain in a database that was migrated along it already, by the steps given. */
    MigrationChain(TestedChain chain, ScratchDatabase database, TemplateDatabases templates, List<MigrationStep> done) {
        this.chain = chain;
        this.database = database;
        this.templates = templates;
        this.tables = new TableAccess(database);
        for (MigrationStep step : done) {
            inserted.addAll(chain.rows(step.revision(), true));
            inserted.addAll(chain.rows(step.revision(), false));
        }
    }

    /** The same operations as publishers. */
    public ReactiveMigrationChain reactive() {
        return new ReactiveMigrationChain(this);
    }

    /**
     * Upgrades to a target.
     *
     * @return the steps in order; none where the target was reached already
     */
    public List<Step> migrateUpTo(String target) {
        List<MigrationStep> steps = graph().planUpgrade(current(), target).steps();
        boolean plain = steps.stream().allMatch(step -> chain.isPlain(step.revision()));
        return plain ? steps(chain.runner().upgrade(database.runs(), target)) : up(steps);
    }

    /**
     * Upgrades so far that a revision is the next one: all that it builds on and nothing else is applied.
     *
     * @return the steps in order
     * @throws UsageException if the revision is applied already
     */
    public List<Step> migrateUpBefore(String revision) {
        String id = chain.runner().id(revision);
        List<MigrationStep> steps = graph().planUpgrade(current(), id).steps();
        if (steps.isEmpty()) {
            throw new UsageException(
                    "Revision " + id + " is applied already, so the database cannot be migrated up to the"
                            + " state before it. Use migrateDownTo or migrateDownBefore.");
        }
        return up(steps.subList(0, steps.size() - 1));
    }

    /** Upgrades by one revision, the first of those to a single head or to all heads; empty where all are applied. */
    public Optional<Step> migrateUpOne() {
        return next().flatMap(step -> up(List.of(step)).stream().findFirst());
    }

    private Optional<MigrationStep> next() {
        return graph().planUpgrade(current(), "heads").steps().stream().findFirst();
    }

    /**
     * Downgrades to a target, which stays applied.
     *
     * @return the steps in order; none where the target is a current head already
     * @throws UsageException if a revision would go that is to stay by {@link ChainSettings#minimumDowngrade}
     */
    public List<Step> migrateDownTo(String target) {
        MigrationPlan plan = graph().planDowngrade(current(), target);
        requireNoneKept(plan.steps());
        boolean plain = plan.steps().stream().noneMatch(step -> chain.isSkipped(step.revision()));
        return plain ? steps(chain.runner().downgrade(database.runs(), target)) : down(plan.steps());
    }

    /**
     * Downgrades so far that one more step leads to a revision: the state before that of {@link #migrateDownTo}.
     *
     * @return the steps in order
     * @throws UsageException if the database is there already, or as {@link #migrateDownTo}
     */
    public List<Step> migrateDownBefore(String revision) {
        List<MigrationStep> steps = graph().planDowngrade(current(), revision).steps();
        if (steps.isEmpty()) {
            throw new UsageException("The database is at revision " + revision
                    + " already, so it cannot be migrated down" + " to the state before that. Use migrateUpTo.");
        }
        return down(steps.subList(0, steps.size() - 1));
    }

    /** Downgrades by one revision, the newest; empty at base. */
    public Optional<Step> migrateDownOne() {
        List<MigrationStep> steps = graph().planDowngrade(current(), "base").steps();
        return steps.isEmpty()
                ? Optional.empty()
                : down(steps.subList(0, 1)).stream().findFirst();
    }

    /**
     * Upgrades by one revision, downgrades it and upgrades it again, and compares what the schema is before and after. A
     * revision that is skipped, or kept by {@link ChainSettings#minimumDowngrade}, is only upgraded.
     *
     * @return the last step; empty where all revisions are applied
     * @throws AssertionFailedError if the downgrade does not lead back to the schema before, or the second upgrade to
     *     another schema than the first
     * @throws dev.reflux.error.IrreversibleRevisionException if the revision has no downgrade
     */
    public Optional<Step> roundtripNextRevision() {
        return next().map(this::roundtrip);
    }

    private Step roundtrip(MigrationStep step) {
        String id = step.revision();
        if (chain.isSkipped(id) || chain.isKept(id)) {
            return up(List.of(step)).get(0);
        }
        List<String> heads = current();
        CatalogFingerprint before = schema();
        up(List.of(step));
        CatalogFingerprint upgraded = schema();
        down(List.of(graph().planDowngrade(step.headsAfter(), chain.runner().below(id))
                .steps()
                .get(0)));
        requireSame(
                before,
                upgraded,
                "The downgrade of revision " + place(id) + " does not lead back to the schema before it");
        if (!current().equals(heads)) {
            throw new AssertionFailedError(
                    "The downgrade of revision " + place(id) + " does not lead back to the version rows before it.",
                    heads,
                    current());
        }
        Step again = up(List.of(step)).get(0);
        requireSame(
                upgraded,
                upgraded,
                "Revision " + place(id) + " does another thing when it is upgraded again after its downgrade");
        return again;
    }

    private void requireSame(CatalogFingerprint expected, CatalogFingerprint upgraded, String what) {
        CatalogFingerprint actual = schema();
        CatalogFingerprint.Difference difference = actual.difference(expected);
        if (!difference.isEmpty() && !ColumnPlaces.areAllThatMoved(expected, upgraded, actual)) {
            throw new AssertionFailedError(
                    what + " (- is missing, + is left over):\n" + difference, expected.toString(), actual.toString());
        }
    }

    private String place(String id) {
        return id + " (" + chain.runner().scripts().script(id).name() + ")";
    }

    /** Upgrades by steps that a plan of the graph has given, rows and revisions to skip in their places. */
    List<Step> up(List<MigrationStep> steps) {
        List<Step> done = new ArrayList<>();
        List<MigrationStep> together = new ArrayList<>();
        for (MigrationStep step : steps) {
            if (chain.isPlain(step.revision())) {
                together.add(step);
            } else {
                done.addAll(run(together));
                done.addAll(upAlone(step));
                together.clear();
            }
        }
        done.addAll(run(together));
        return done;
    }

    /** In the order of the steps, which columns depend on: one run as far as each revision builds upon the one before. */
    private List<Step> run(List<MigrationStep> steps) {
        List<Step> done = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            String revision = steps.get(i).revision();
            if (i + 1 == steps.size() || !buildsOn(steps.get(i + 1).revision(), revision)) {
                done.addAll(steps(chain.runner().upgrade(database.runs(), revision)));
            }
        }
        return done;
    }

    private boolean buildsOn(String revision, String below) {
        return graph().node(revision).downRevisions().contains(below)
                || graph().details(revision).dependencies().contains(below);
    }

    private List<Step> upAlone(MigrationStep step) {
        insert(chain.rows(step.revision(), true));
        List<Step> done = run(step);
        insert(chain.rows(step.revision(), false));
        return done;
    }

    private void insert(List<ChainRows> rows) {
        rows.stream().filter(inserted::add).forEach(each -> insertInto(each.table(), each.rows()));
    }

    /** Downgrades by steps that a plan of the graph has given. */
    List<Step> down(List<MigrationStep> steps) {
        requireNoneKept(steps);
        return steps.stream().flatMap(step -> run(step).stream()).toList();
    }

    private List<Step> run(MigrationStep step) {
        return steps(
                chain.isSkipped(step.revision())
                        ? chain.runner().skip(database.runs(), step)
                        : chain.runner().step(database.runs(), step));
    }

    private void requireNoneKept(List<MigrationStep> steps) {
        steps.stream()
                .map(MigrationStep::revision)
                .filter(chain::isKept)
                .findFirst()
                .ifPresent(kept -> {
                    throw new UsageException(
                            "Revision " + place(kept) + " would be downgraded, but by minimumDowngrade it stays, or"
                                    + " something that builds on it does. Name a higher target, or lower the minimum.");
                });
    }

    private static List<Step> steps(Mono<MigrationReport> run) {
        return Objects.requireNonNull(run.block()).steps();
    }

    /**
     * Inserts rows.
     *
     * @param table name of the table, maybe with its schema
     * @param rows by names of columns; values as {@link dev.reflux.schema.Literal#of} takes them, written for the types of the
     *     columns
     * @throws UsageException if there is no such table, or a row has a value for a column that it does not have
     * @throws dev.reflux.error.DatabaseException if the database does not take a row; the message names table, row and
     *     SQLSTATE
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // copied
    public final void insertInto(String table, Map<String, ? extends @Nullable Object>... rows) {
        insertInto(table, List.of(rows));
    }

    /** Inserts rows; as {@link #insertInto(String, Map[])}. */
    public void insertInto(String table, List<? extends Map<String, ? extends @Nullable Object>> rows) {
        tables.insert(table, ChainRows.copy(rows), tables.columns(table));
    }

    /**
     * All rows of a table or view, in the order of its primary key, else of their text.
     *
     * @return by names of columns in their order; values as the driver decodes them, but a list for an array, and a text for
     *     JSON and for types that Java has no class for
     * @throws UsageException if there is no such table
     */
    public List<Map<String, @Nullable Object>> rows(String table) {
        List<TableColumn> columns = tables.columns(table);
        return tables.rows(table, columns, columns);
    }

    /** All rows of a query; values as {@link #rows} has them. */
    public List<Map<String, @Nullable Object>> query(String text) {
        return tables.query(text);
    }

    /**
     * Runs texts, each as one message: several statements in one text are one transaction. What they set for the session is
     * taken back.
     *
     * @throws dev.reflux.error.DatabaseException if the database refuses one
     */
    public void execute(String... texts) {
        tables.execute(List.of(texts));
    }

    /**
     * A table with the columns that it had at a revision, wherever the database is now.
     *
     * @param table name of the table, maybe with its schema
     * @throws UsageException if there was no such table at the revision
     */
    public TableAtRevision tableAt(String table, String revision) {
        String id = chain.runner().id(revision);
        List<TableColumn> columns =
                current().equals(List.of(id)) ? tables.columns(table) : templates.columns(chain, id, table);
        return new TableAtRevision(tables, table, id, columns);
    }

    /** The current heads: the rows of the version table, sorted. */
    public List<String> current() {
        return Objects.requireNonNull(
                chain.runner().heads(database.connections()).block());
    }

    /** Ids of the heads of the files, sorted. */
    public List<String> heads() {
        return graph().heads().stream().map(RevisionNode::id).sorted().toList();
    }

    /** All revisions in an order in which they can be applied. */
    public List<RevisionNode> history() {
        return graph().planUpgrade(List.of(), "heads").steps().stream()
                .map(step -> graph().node(step.revision()))
                .toList();
    }

    private RevisionGraph graph() {
        return chain.graph();
    }

    /**
     * Everything that the database holds, rows and Reflux's own tables apart. Two of them are compared by
     * {@link CatalogFingerprint#assertSameAs}; where the sequences stand counts only
     * {@linkplain CatalogFingerprint#withSequenceValues on request}.
     */
    public CatalogFingerprint fingerprint() {
        return withoutOwnTables(database.fingerprintWithSequenceValues());
    }

    private CatalogFingerprint schema() {
        return withoutOwnTables(database.fingerprint());
    }

    private CatalogFingerprint withoutOwnTables(Mono<CatalogFingerprint> read) {
        StateTables own = Objects.requireNonNull(
                chain.runner().ownTables(database.connections()).block());
        return Objects.requireNonNull(read.block()).excluding(own);
    }

    /** Reflux with the configuration of the chain, on this database. */
    public Reflux reflux() {
        return Reflux.builder()
                .configure(defaults -> chain.runner().config().toBuilder())
                .connectionFactory(connectionFactory())
                .build();
    }

    /** Connections to the database, each a session of its own. */
    public ConnectionFactory connectionFactory() {
        return database.fresh();
    }

    /** R2DBC URL of the database, with credentials. */
    public String url() {
        return database.url();
    }

    /** Drops the database. */
    void close() {
        database.drop().block();
    }

    @Override
    public String toString() {
        return "chain in " + database;
    }
}
