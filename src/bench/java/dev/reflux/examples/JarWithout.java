package dev.reflux.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Copies an executable jar and leaves Reflux out. */
final class JarWithout {

    private JarWithout() {}

    static Path reflux(Path jar, Path copy) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                if (!entry.getName().startsWith("BOOT-INF/lib/reflux-")) {
                    // Jars within a jar are stored, and stay so
                    to.putNextEntry(new ZipEntry(entry));
                    from.getInputStream(entry).transferTo(to);
                    to.closeEntry();
                }
            }
        }
        return copy;
    }
}
