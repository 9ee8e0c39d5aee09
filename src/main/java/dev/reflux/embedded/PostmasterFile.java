package dev.reflux.embedded;

import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says. The server writes it line by line while it starts.
 *
 * @param pid process of the postmaster; negative for a single-user server
 * @param startedAt seconds since 1970, or 0 while unknown
 * @param port TCP port, or 0 while unknown
 * @param address the first listen address; empty while unknown or when it listens on no TCP address
 * @param status how far the server is
 * @see <a href="https://www.postgresql.org/docs/current/storage-file-layout.html">Database File Layout</a>
 */
record PostmasterFile(long pid, long startedAt, int port, String address, Status status) {

    private static final int LINES_BEFORE_STATUS = 7;

    /** The last line of the file. */
    enum Status {
        STARTING,
        READY,
        STOPPING
    }

    /** Reads the file's lines; empty when they do not begin with a process id. */
    static Optional<PostmasterFile> parse(List<String> lines) {
        return number(lines, 0)
                .filter(pid -> pid != 0)
                .map(pid -> new PostmasterFile(
                        pid,
                        number(lines, 2).orElse(0L),
                        number(lines, 3)
                                .filter(port -> port > 0 && port <= 0xFFFF)
                                .orElse(0L)
                                .intValue(),
                        line(lines, 5),
                        status(line(lines, LINES_BEFORE_STATUS))));
    }

    private static Status status(String word) {
        return switch (word) {
            case "ready", "standby" -> Status.READY;
            case "stopping" -> Status.STOPPING;
            default -> Status.STARTING;
        };
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index).strip() : "";
    }

    private static Optional<Long> number(List<String> lines, int index) {
        try {
            return Optional.of(Long.valueOf(line(lines, index)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
