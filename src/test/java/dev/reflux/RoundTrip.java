package dev.reflux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.dialect.Dialects;
import dev.reflux.junit.CatalogFingerprint;
import dev.reflux.operation.Operation;
import dev.reflux.operation.OperationCompiler;
import dev.reflux.operation.Reverse;
import dev.reflux.testsupport.TestDatabase;
import java.util.List;

/**
 * Runs operations and their reverses.
 *
 * @param database where
 * @param before what its catalog holds, and must hold again
 */
record RoundTrip(TestDatabase database, CatalogFingerprint before) {

    /** Round trips that begin with what the database holds now. */
    static RoundTrip from(TestDatabase database) {
        return new RoundTrip(database, database.fingerprint());
    }

    /** Runs the statements one by one. */
    static void run(TestDatabase database, Operation operation) {
        database.execute(statements(operation).toArray(String[]::new));
    }

    static List<String> statements(Operation operation) {
        OperationCompiler compiler = Dialects.forUrl(null).operations();
        return compiler.compile(operation);
    }

    static Operation reverse(Operation operation) {
        Reverse reverse = operation.reverse();
        assertThat(reverse).as("%s", operation).isInstanceOf(Reverse.By.class);
        return ((Reverse.By) reverse).operation();
    }

    /** There and back; and once more, where the reverse has a reverse itself. */
    void of(Operation operation) {
        run(database, operation);
        backFrom(operation);
    }

    /** Back from an operation that has been run. */
    void backFrom(Operation operation) {
        CatalogFingerprint after = database.fingerprint();
        assertThat(after.lines()).as("%s", operation).isNotEqualTo(before.lines());
        Operation back = reverse(operation);
        runTo(back, before);
        if (back.reverse() instanceof Reverse.By there) {
            runTo(there.operation(), after);
            run(database, back);
        }
    }

    private void runTo(Operation operation, CatalogFingerprint expected) {
        run(database, operation);
        CatalogFingerprint actual = database.fingerprint();
        assertThat(actual.lines()).as("%s", operation).isEqualTo(expected.lines());
    }
}
