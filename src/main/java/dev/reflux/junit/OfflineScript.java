package dev.reflux.junit;

import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.Dialect.TransactionStatements;
import dev.reflux.sql.CopyData;
import dev.reflux.sql.LineComment;
import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.Statement;
import dev.reflux.sql.StatementScanner;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The script of an upgrade, read as the database's script tool reads it.
 *
 * @param sections in order; what stands before the first revision is part of its section
 */
record OfflineScript(List<Section> sections) {

    /** Ids hold neither a hyphen nor a comma; a message may hold anything. */
    private static final Pattern TITLE = Pattern.compile("Running upgrade [^>]*-> ([^,]+)(?:, .*)?");

    OfflineScript {
        sections = List.copyOf(sections);
    }

    /**
     * What belongs to one revision.
     *
     * @param revision its id
     * @param items in order
     */
    record Section(String revision, List<Item> items) {

        Section {
            items = List.copyOf(items);
        }

        /** Whether the revision has statements outside a transaction, and so may be left half-way. */
        boolean commitsHalfWay(TransactionStatements transaction) {
            return items.stream()
                    .anyMatch(item -> !item.inTransaction()
                            && !item.text().equals(transaction.begin())
                            && !item.text().equals(transaction.commit()));
        }
    }

    /**
     * One statement.
     *
     * @param text without its semicolon
     * @param inTransaction whether it stands between begin and commit, or before all revisions
     * @param rows the data of a {@code COPY … FROM stdin}, or null
     */
    record Item(String text, boolean inTransaction, @Nullable String rows) {}

    /** The part that is about a revision. */
    Optional<Section> section(String revision) {
        return sections.stream()
                .filter(section -> section.revision().equals(revision))
                .findFirst();
    }

    /** Reads a script. */
    static OfflineScript read(String script, Dialect dialect) {
        return new Reader(script, dialect.lexis(), dialect.transaction()).read();
    }

    /** Reads a script that belongs to no revision. */
    static Section whole(String script, Dialect dialect) {
        Reader reader = new Reader(script, dialect.lexis(), dialect.transaction());
        reader.revision = "";
        return reader.read().sections().get(0);
    }

    private static final class Reader {

        private final StatementScanner scanner;
        private final TransactionStatements transaction;
        private final List<Section> sections = new ArrayList<>();
        private final List<Item> items = new ArrayList<>();
        private @Nullable String revision;
        private boolean open;

        Reader(String script, SqlLexis lexis, TransactionStatements transaction) {
            this.scanner = new StatementScanner(new StringReader(script), lexis);
            this.transaction = transaction;
        }

        OfflineScript read() {
            for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
                if (item instanceof LineComment comment) {
                    title(comment);
                } else if (item instanceof Statement statement) {
                    statement(statement.text());
                } else if (item instanceof CopyData data) {
                    Item copy = items.remove(items.size() - 1);
                    items.add(new Item(copy.text(), copy.inTransaction(), all(data)));
                }
            }
            end();
            return new OfflineScript(sections);
        }

        private void title(LineComment comment) {
            Matcher title = TITLE.matcher(comment.text());
            if (title.matches()) {
                List<Item> opening = revision == null ? List.of() : opening();
                end();
                items.addAll(opening);
                revision = title.group(1);
            }
        }

        private void end() {
            if (revision != null) {
                sections.add(new Section(revision, items));
                items.clear();
            }
        }

        /** Takes away what begins a transaction before the title of the revision that it is for. */
        private List<Item> opening() {
            int commit = items.size() - 1;
            while (commit >= 0 && !items.get(commit).text().equals(transaction.commit())) {
                commit--;
            }
            List<Item> after = items.subList(commit + 1, items.size());
            if (commit < 0 || after.stream().noneMatch(item -> item.text().equals(transaction.begin()))) {
                return List.of();
            }
            List<Item> opening = List.copyOf(after);
            after.clear();
            return opening;
        }

        private void statement(String text) {
            if (text.equals(transaction.commit())) {
                open = false;
            }
            items.add(new Item(text, open || revision == null, null));
            if (text.equals(transaction.begin())) {
                open = true;
            }
        }

        private static String all(CopyData data) {
            StringWriter rows = new StringWriter();
            try {
                data.reader().transferTo(rows);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return rows.toString();
        }
    }
}
