package dev.reflux.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the operating system knows of a process that may be a server of ours. */
final class ServerProcess {

    private static final Path PROC = Path.of("/proc");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private ServerProcess() {}

    /** Whether a process is a server of the directory: numbers are given out again, so that one alone proves nothing. */
    static boolean servesIn(ProcessHandle process, PostmasterFile file, DataDirectory directory) {
        if (isGone(process)) {
            return false;
        }
        if (!Files.exists(PROC.resolve("self"))) {
            return startedAsNoted(process, file);
        }
        try {
            Path of = PROC.resolve(Long.toString(process.pid()));
            return Files.readString(of.resolve("comm")).strip().startsWith("postgres")
                    && worksIn(of.resolve("cwd"), directory);
        } catch (IOException e) {
            return false;
        }
    }

    /** The postmaster's working directory is its data directory. */
    private static boolean worksIn(Path cwd, DataDirectory directory) throws IOException {
        try {
            return Files.isSameFile(cwd, directory.path());
        } catch (java.nio.file.AccessDeniedException e) {
            // root in a container may not look at other users' processes; their owner may
            List<String> look = List.of("/bin/sh", "-c", "cd \"/proc/$0/cwd\" && [ \"$(stat -c %d:%i .)\" = \"$1\" ]");
            List<String> command = new ArrayList<>(asOwner(directory));
            command.addAll(look);
            command.add(cwd.getName(1).toString());
            command.add(Files.getAttribute(directory.path(), "unix:dev") + ":"
                    + Files.getAttribute(directory.path(), "unix:ino"));
            return Command.run(command, LIMIT).succeeded();
        }
    }

    private static boolean startedAsNoted(ProcessHandle process, PostmasterFile file) {
        return process.info()
                .startInstant()
                .map(start -> Math.abs(start.getEpochSecond() - file.startedAt()) <= CLOCK_SKEW.toSeconds())
                .orElse(false);
    }

    /** Whether the process has ended; one that nobody has asked for its status yet has. */
    static boolean isGone(ProcessHandle process) {
        return !process.isAlive() || isZombie(process.pid());
    }

    /** In a container process 1 is often no init, and leaves ended processes about. */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a signal as the user of this JVM, and where that one may not, as the directory's owner. */
    static void signal(ProcessHandle process, String name, DataDirectory directory) {
        List<String> kill = List.of("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(process.pid()));
        if (!Command.run(kill, LIMIT).succeeded() && Users.isRoot() && !isGone(process)) {
            List<String> command = new ArrayList<>(asOwner(directory));
            command.addAll(kill);
            Command.run(command, LIMIT);
        }
    }

    private static List<String> asOwner(DataDirectory directory) {
        try {
            int uid = directory.owner();
            return List.of("setpriv", "--reuid=" + uid, "--clear-groups");
        } catch (IOException e) {
            throw DataDirectory.unusable(directory.path(), e);
        }
    }
}
