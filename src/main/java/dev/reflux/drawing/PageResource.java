package dev.reflux.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that lie beside the classes. */
final class PageResource {

    private PageResource() {}

    /** The text with line feeds only: browsers fold line ends before they compare the hash of a script. */
    static String read(String name) {
        try (InputStream stream = PageResource.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The resource dev/reflux/drawing/" + name + " is missing in the jar.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
