package dev.reflux.junit;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import dev.reflux.error.RefluxException;
import dev.reflux.junit.OfflineScript.Section;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Compares the end of the chain with a schema that was written down.
 *
 * @param chain the chain
 */
record SchemaCheck(CheckedChain chain) {

    private static final String CLASSPATH = "classpath:";

    void requireExpected() {
        String location = chain.expectedSchema()
                .orElseThrow(() -> new TestAbortedException("No expected schema is named: override expectedSchema()."));
        String script = text(location);
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

    /** A file of the project, by its path or of the class path. */
    private String text(String location) {
        try (InputStream file = opened(location)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigException("The expected schema " + location + " cannot be read: " + e, Place.UNKNOWN, e);
        }
    }

    private InputStream opened(String location) throws IOException {
        if (!location.startsWith(CLASSPATH)) {
            return Files.newInputStream(chain.config().baseDirectory().resolve(location));
        }
        String resource = location.substring(CLASSPATH.length());
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        InputStream found = loader == null ? null : loader.getResourceAsStream(resource);
        if (found == null) {
            throw new FileNotFoundException("there is no such resource");
        }
        return found;
    }
}
