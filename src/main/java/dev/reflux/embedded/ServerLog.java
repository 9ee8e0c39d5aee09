package dev.reflux.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What the server says, appended from start to start. */
record ServerLog(Path path) {

    private static final long TOO_LARGE = 8L << 20;
    private static final int AT_MOST = 64 << 10;
    private static final int TAIL_LINES = 20;

    /** Makes the file, or starts it over when it has grown large; returns its length in bytes. */
    long begin() throws IOException {
        if (Files.exists(path) && Files.size(path) > TOO_LARGE) {
            Files.delete(path);
        }
        Files.newByteChannel(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                .close();
        return Files.size(path);
    }

    /** The end of what was said since the file was so long. */
    String since(long length) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            long from = Math.max(length, file.size() - AT_MOST);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, file.size() - from));
            file.position(from);
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // until full
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }

    /** The last lines of a text. */
    static String tail(String text) {
        List<String> lines = text.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
}
