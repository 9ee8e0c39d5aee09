package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
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

    private static final int ELSEWHERE = 3;

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
                    && worksIn(process, file, directory);
        } catch (IOException e) {
            return false;
        }
    }

    /** The postmaster's working directory is its data directory. */
    private static boolean worksIn(ProcessHandle process, PostmasterFile file, DataDirectory directory)
            throws IOException {
        try {
            return Files.isSameFile(PROC.resolve(Long.toString(process.pid())).resolve("cwd"), directory.path());
        } catch (AccessDeniedException e) {
            // root in a container may not look at other users' processes; their owner may
            Command.Outcome look = asOwner(
                    directory,
                    List.of(
                            "/bin/sh",
                            "-c",
                            "cd \"/proc/$0/cwd\" || exit 1; [ \"$(stat -c %d:%i .)\" = \"$1\" ] || exit " + ELSEWHERE,
                            Long.toString(process.pid()),
                            Files.getAttribute(directory.path(), "unix:dev") + ":"
                                    + Files.getAttribute(directory.path(), "unix:ino")));
            return look.succeeded() || (look.status() != ELSEWHERE && startedAsNoted(process, file));
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
            asOwner(directory, kill);
        }
    }

    private static Command.Outcome asOwner(DataDirectory directory, List<String> program) {
        try {
            List<String> command = new ArrayList<>();
            command.addAll(List.of(
                    "setpriv", "--reuid=" + directory.owner(), "--regid=" + directory.group(), "--clear-groups"));
            command.addAll(program);
            return Command.run(command, LIMIT);
        } catch (ConfigException e) {
            // no setpriv here
            return new Command.Outcome(-1, e.toString());
        } catch (IOException e) {
            throw DataDirectory.unusable(directory.path(), e);
        }
    }
}
