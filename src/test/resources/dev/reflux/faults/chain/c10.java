import static dev.reflux.schema.Columns.column;
import static dev.reflux.schema.Types.text;

import dev.reflux.migration.Migration;
import dev.reflux.migration.Operations;
import dev.reflux.migration.Revision;
import dev.reflux.operation.ChunkedUpdate;

/** Walks a table twice: each range in a transaction of its own, and all of them in one. */
@Revision(id = "c10", downRevision = "c09", message = "updates in chunks")
public final class UpdatesInChunks implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.addColumn("account", column("mailbox", text()));
        op.autocommit(auto -> auto.updateInChunks(ChunkedUpdate.of("account", "id")
                .size(10)
                .set("mailbox = lower(email), n = n + 10000")
                .where("mailbox IS NULL")));
        op.updateInChunks(ChunkedUpdate.of("account", "id")
                .size(15)
                .set("n = n + 100000")
                .where("n < 100000"));
        op.execute("INSERT INTO journal VALUES ('up c10')");
    }

    @Override
    public void downgrade(Operations op) {
        op.execute("UPDATE account SET n = n - 110000");
        op.dropColumn("account", "mailbox");
        op.execute("INSERT INTO journal VALUES ('down c10')");
    }
}
