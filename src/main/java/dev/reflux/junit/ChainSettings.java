package dev.reflux.junit;

import dev.reflux.config.RefluxConfigBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which chain is tested, and how. Immutable: each method gives other settings.
 *
 * <p>Without any, the chain is the one of {@code application.yaml} in the working directory, else of the one on the class
 * path; where that names no locations and there is no folder {@code db/versions}, of {@code classpath:db/versions}. What
 * such a file says of a URL and of credentials is not read.
 *
 * <p>Revisions may be given as targets are: by an id, the beginning of one or a label.
 */
public final class ChainSettings {

    private static final ChainSettings DEFAULTS =
            new ChainSettings(null, null, List.of(), UnaryOperator.identity(), List.of(), List.of(), List.of());

    private final @Nullable Path file;
    private final @Nullable String section;
    private final List<String> locations;
    private final UnaryOperator<RefluxConfigBuilder> change;
    private final List<ChainRows> rows;
    private final List<String> skipped;
    private final List<String> lowest;

    private ChainSettings(
            @Nullable Path file,
            @Nullable String section,
            List<String> locations,
            UnaryOperator<RefluxConfigBuilder> change,
            List<ChainRows> rows,
            List<String> skipped,
            List<String> lowest) {
        this.file = file;
        this.section = section;
        this.locations = List.copyOf(locations);
        this.change = change;
        this.rows = List.copyOf(rows);
        this.skipped = List.copyOf(skipped);
        this.lowest = List.copyOf(lowest);
    }

    /** The settings of a project that says nothing. */
    public static ChainSettings defaults() {
        return DEFAULTS;
    }

    /** The configuration file, in place of {@code application.yaml}. */
    public ChainSettings file(Path configuration) {
        return new ChainSettings(configuration, section, locations, change, rows, skipped, lowest);
    }

    /** The section of the configuration file, in place of {@code reflux}. */
    public ChainSettings section(String name) {
        return new ChainSettings(file, name, locations, change, rows, skipped, lowest);
    }

    /** The folders of revision files, or {@code classpath:} folders, in place of the configured ones. */
    public ChainSettings locations(String... folders) {
        return new ChainSettings(file, section, List.of(folders), change, rows, skipped, lowest);
    }

    /** Changes any value of the configuration, after what was read and changed before. */
    public ChainSettings configure(UnaryOperator<RefluxConfigBuilder> next) {
        UnaryOperator<RefluxConfigBuilder> first = change;
        return new ChainSettings(
                file, section, locations, builder -> next.apply(first.apply(builder)), rows, skipped, lowest);
    }

    /**
     * Inserts rows just before a revision is applied, whenever that is: what the revision has to cope with.
     *
     * @param table name of the table, maybe with its schema
     * @param values rows by names of columns; values as {@link dev.reflux.schema.Literal#of} takes them
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // copied
    public final ChainSettings rowsBefore(
            String revision, String table, Map<String, ? extends @Nullable Object>... values) {
        return with(new ChainRows(revision, true, table, ChainRows.copy(List.of(values))));
    }

    /** Inserts rows just after a revision was applied, whenever that is; else as {@link #rowsBefore}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // copied
    public final ChainSettings rowsAt(
            String revision, String table, Map<String, ? extends @Nullable Object>... values) {
        return with(new ChainRows(revision, false, table, ChainRows.copy(List.of(values))));
    }

    private ChainSettings with(ChainRows more) {
        List<ChainRows> all = new ArrayList<>(rows);
        all.add(more);
        return new ChainSettings(file, section, locations, change, all, skipped, lowest);
    }

    /** Revisions that are not run but stamped over, in both directions; added to those named before. */
    public ChainSettings skip(String... revisions) {
        return new ChainSettings(file, section, locations, change, rows, joined(skipped, revisions), lowest);
    }

    /** Revisions that are never downgraded, nor is what they build on; added to those named before. */
    public ChainSettings minimumDowngrade(String... revisions) {
        return new ChainSettings(file, section, locations, change, rows, skipped, joined(lowest, revisions));
    }

    private static List<String> joined(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    @Nullable
    Path file() {
        return file;
    }

    @Nullable
    String section() {
        return section;
    }

    List<String> locations() {
        return locations;
    }

    UnaryOperator<RefluxConfigBuilder> change() {
        return change;
    }

    List<ChainRows> rows() {
        return rows;
    }

    List<String> skipped() {
        return skipped;
    }

    List<String> lowest() {
        return lowest;
    }
}
