package dev.reflux.junit;

import dev.reflux.dialect.Dialect;
import dev.reflux.engine.SyncConnection;
import dev.reflux.junit.OfflineScript.Item;
import dev.reflux.junit.OfflineScript.Section;
import dev.reflux.sql.DriverText;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a script over a connection in place of the database's script tool: what stands alone in a message of its own, the
 * statements of a transaction together, as far as a revision goes.
 */
final class ScriptPlayer {

    private static final int MOST_STATEMENTS = 200;

    private final SyncConnection connection;
    private final Dialect dialect;
    private final List<String> message = new ArrayList<>();
    private boolean open;

    ScriptPlayer(SyncConnection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /**
     * Runs a section.
     *
     * @throws dev.reflux.error.DatabaseException if the server refuses a statement
     */
    void play(Section section) {
        section.items().forEach(this::play);
        send();
    }

    private void play(Item item) {
        if (item.rows() != null) {
            send();
            connection.copyIn(item.text(), new StringReader(item.rows()));
            return;
        }
        if (item.text().equals(dialect.transaction().begin())) {
            send();
            open = true;
        }
        message.add(forDriver(item));
        if (item.text().equals(dialect.transaction().commit())) {
            open = false;
        }
        if (!open || message.size() >= MOST_STATEMENTS) {
            send();
        }
    }

    private String forDriver(Item item) {
        DriverText text = DriverText.of(item.text(), dialect.lexis());
        return text.misread() && item.inTransaction() ? dialect.quoted(text.text()) : text.text();
    }

    private void send() {
        if (!message.isEmpty()) {
            connection.execute(List.copyOf(message));
            message.clear();
        }
    }
}
