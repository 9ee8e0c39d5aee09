package dev.reflux.junit;

import dev.reflux.dialect.TableColumn;
import dev.reflux.error.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of a database under test, with the columns that it had at a revision. What is written through it is what an
 * application of that time would have written, and what is read is what that would have read. Blocks.
 *
 * <p>Follows pytest-alembic's {@code table_at_revision}.
 */
public final class TableAtRevision {

    private final TableAccess access;
    private final String name;
    private final String revision;
    private final List<TableColumn> columns;

    TableAtRevision(TableAccess access, String name, String revision, List<TableColumn> columns) {
        this.access = access;
        this.name = name;
        this.revision = revision;
        this.columns = List.copyOf(columns);
    }

    /** Name of the table, as it was given. */
    public String name() {
        return name;
    }

    /** Full id of the revision. */
    public String revision() {
        return revision;
    }

    /** The columns in their order, as they were just after the revision. */
    public List<TableColumn> columns() {
        return columns;
    }

    /**
     * Inserts rows into the table as it is now, naming columns that it had at the revision alone.
     *
     * @throws UsageException if a row has a value for another column
     * @throws dev.reflux.error.DatabaseException if the table of now does not take a row; of up to 500 rows none
     *     is inserted then, of more those that were sent before stay
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // copied
    public final void insert(Map<String, ? extends @Nullable Object>... rows) {
        access.insert(name, ChainRows.copy(List.of(rows)), columns);
    }

    /**
     * Reads all rows of the table as it is now, in the columns that it had at the revision and in the order of
     * {@link MigrationChain#rows}.
     *
     * @throws UsageException if the table of now has lost one of them
     */
    public List<Map<String, @Nullable Object>> rows() {
        List<TableColumn> now = access.columns(name);
        Set<String> there = now.stream().map(TableColumn::name).collect(Collectors.toSet());
        List<TableColumn> lost = columns.stream()
                .filter(column -> !there.contains(column.name()))
                .toList();
        if (!lost.isEmpty()) {
            throw new UsageException("Table " + name + " has no longer the columns " + TableAccess.names(lost)
                    + " that it had at revision " + revision + ". It has " + TableAccess.names(now) + ".");
        }
        return access.rows(name, columns, now);
    }

    @Override
    public String toString() {
        return name + " at " + revision + " (" + TableAccess.names(columns) + ")";
    }
}
