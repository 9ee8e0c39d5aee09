package dev.reflux.authoring;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folders and files that are made together: either all of them stay, or none does. Nothing is ever overwritten. */
final class CreatedPaths implements AutoCloseable {

    private final Deque<Path> created = new ArrayDeque<>();
    private final List<Path> files = new ArrayList<>();
    private boolean kept;

    /** Makes a folder and those above it, as far as they are missing. */
    void folder(@Nullable Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path each = folder; each != null && !Files.isDirectory(each); each = each.getParent()) {
            missing.push(each);
        }
        for (Path each : missing) {
            Files.createDirectory(each);
            created.push(each);
        }
    }

    /**
     * Writes a file in UTF-8.
     *
     * @throws FileAlreadyExistsException if it is there
     */
    void file(Path file, String text) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            created.push(file);
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        files.add(file);
    }

    /** The files, in the order they were written. */
    List<Path> files() {
        return files;
    }

    /** From now on they stay. */
    void keep() {
        kept = true;
    }

    /** Removes all of them again unless they are to stay; what others have put into a folder meanwhile stays with it. */
    @Override
    public void close() {
        while (!kept && !created.isEmpty()) {
            try {
                Files.deleteIfExists(created.pop());
            } catch (IOException inUse) {
                // Somebody else uses the folder by now
            }
        }
    }
}
