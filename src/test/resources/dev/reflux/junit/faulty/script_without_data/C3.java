import dev.reflux.migration.Migration;
import dev.reflux.migration.Operations;
import dev.reflux.migration.Revision;

@Revision(id = "c3", downRevision = "b2", message = "a table for each account")
public final class C3 implements Migration {

    @Override
    public void upgrade(Operations op) {
        for (int id = 1; id <= accounts(op); id++) {
            op.execute("CREATE TABLE account_" + id + " (id bigint PRIMARY KEY)");
        }
    }

    @Override
    public void downgrade(Operations op) {
        for (int id = 1; id <= accounts(op); id++) {
            op.execute("DROP TABLE account_" + id);
        }
    }

    private static long accounts(Operations op) {
        return op.isOffline()
                ? 0
                : op.connection()
                        .query("SELECT count(*) AS accounts FROM account")
                        .get(0)
                        .require("accounts", Long.class);
    }
}
