import dev.reflux.migration.Migration;
import dev.reflux.migration.Operations;
import dev.reflux.migration.Revision;

@Revision(id = "b2", downRevision = "a1", message = "note where we are")
public final class B2 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.execute("INSERT INTO account VALUES (1, 'a@b', '" + (op.isOffline() ? "offline" : "online") + "')");
    }

    @Override
    public void downgrade(Operations op) {
        op.execute("DELETE FROM account WHERE id = 1");
    }
}
