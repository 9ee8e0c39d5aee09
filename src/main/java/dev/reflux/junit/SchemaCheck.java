package dev.reflux.junit;

import dev.reflux.error.RefluxException;
import dev.reflux.junit.OfflineScript.Section;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Compares the end of the chain with a schema that was written down.
 *
 * @param chain the chain
 */
record SchemaCheck(CheckedChain chain) {

    void requireExpected() {
        String location = chain.expectedSchema()
                .orElseThrow(() -> new TestAbortedException("No expected schema is named: override expectedSchema()."));
        String script = chain.text(location);
        CatalogFingerprint actual = chain.end().catalog();
        try (Stage stage = chain.emptyStage()) {
            Section section = OfflineScript.whole(script, chain.dialect());
            stage.on(connection -> {
                new ScriptPlayer(connection, chain.dialect()).play(section);
                return true;
            });
            CatalogDifference difference = CatalogDifference.betweenUnordered(stage.fingerprint(), actual);
            if (!difference.isEmpty()) {
                throw new AssertionFailedError("The chain does not end with the schema of " + location
                        + " (-: only in the file, +: only in the chain); " + chain.lastTouched(difference) + "\n"
                        + difference);
            }
        } catch (RefluxException e) {
            throw new AssertionFailedError("The expected schema " + location + " cannot be made: " + e.getMessage(), e);
        }
    }
}
