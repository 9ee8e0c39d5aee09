package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who the server runs as, and how a program is started so.
 *
 * @param directory the data directory
 * @param prefix what comes before a program and its arguments; empty for the user of this JVM
 * @param byDescriptor whether the data directory is reached through an open file descriptor, as a folder above it is
 *     closed to the account
 */
record Account(DataDirectory directory, List<String> prefix, boolean byDescriptor) {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String DESCRIPTOR = "9";

    Account {
        prefix = List.copyOf(prefix);
    }

    /** A way to become another user; {@code uid} is whose the directory must be. */
    private record Way(int uid, int gid, List<String> prefix) {}

    /**
     * The first account that can run the programs and write to the directory; for root the directory is handed over to
     * it. The server must be down.
     */
    static Account choose(DataDirectory directory, Binaries binaries) {
        try {
            return Users.isRoot() ? notRoot(directory, binaries) : new Account(directory, List.of(), false);
        } catch (IOException e) {
            throw DataDirectory.unusable(directory.path(), e);
        }
    }

    private static Account notRoot(DataDirectory directory, Binaries binaries) throws IOException {
        List<String> refusals = new ArrayList<>();
        for (Way way : ways(directory)) {
            directory.giveTo(way.uid(), way.gid());
            boolean open = way.uid() == 0 || Users.mayEnter(directory.path(), way.uid(), way.gid());
            Account account = new Account(directory, way.prefix(), !open);
            String refusal = account.refusal(binaries);
            if (refusal.isEmpty()) {
                return account;
            }
            refusals.add(way.prefix().get(0) + ": " + refusal);
        }
        throw new ConfigException(
                "PostgreSQL does not run as root, and no way to run it as another user works here ("
                        + String.join("; ", refusals) + "). Run this program as an ordinary user.",
                Place.ofFile(directory.toString()));
    }

    private static List<Way> ways(DataDirectory directory) throws IOException {
        Path owned =
                directory.owner() != 0 ? directory.path() : directory.path().resolveSibling("");
        int owner = (int) Files.getAttribute(owned, "unix:uid");
        int uid = owner != 0 ? owner : Users.NOBODY;
        int gid = owner != 0 ? (int) Files.getAttribute(owned, "unix:gid") : Users.NOBODY;
        List<Way> ways = new ArrayList<>();
        ways.add(new Way(uid, gid, List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups")));
        nameOf(uid).forEach(name -> {
            ways.add(new Way(uid, gid, List.of("runuser", "-u", name, "--")));
            ways.add(new Way(uid, gid, List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", name)));
        });
        if (directory.owner() == 0) {
            // the kernel still sees root there, so the files stay root's
            ways.add(new Way(0, 0, List.of("unshare", "-U")));
        }
        return ways;
    }

    private static Stream<String> nameOf(int uid) throws IOException {
        try (Stream<String> users = Files.lines(Path.of("/etc/passwd"))) {
            return users
                    .map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 2 && fields[2].equals(Integer.toString(uid)))
                    .map(fields -> fields[0])
                    .limit(1)
                    .toList()
                    .stream();
        }
    }

    /** Why the account cannot run the server; empty when it can. */
    private String refusal(Binaries binaries) {
        String script =
                "[ \"$(id -u)\" != 0 ] || { echo still root; exit 1; }; cd \"$0\" && [ -w . ] && exec \"$1\" --version";
        try {
            Command.Outcome outcome = Command.run(
                    command("/bin/sh", "-c", script, seen(directory.path()), binaries.program("postgres")), LIMIT);
            return outcome.succeeded() ? "" : outcome.output() + " (status " + outcome.status() + ")";
        } catch (ConfigException e) {
            return "not there";
        }
    }

    /** A path in the data directory as the account's programs must name it. */
    String seen(Path inside) {
        return byDescriptor
                ? Path.of("/proc/self/fd", DESCRIPTOR)
                        .resolve(directory.path().relativize(inside))
                        .toString()
                : inside.toString();
    }

    /** The command that runs a program under this account. */
    List<String> command(String... program) {
        List<String> command = new ArrayList<>();
        if (byDescriptor) {
            String open = "exec " + DESCRIPTOR + "<\"$0\" && exec \"$@\"";
            command.addAll(List.of("/bin/sh", "-c", open, directory.toString()));
        }
        command.addAll(prefix);
        command.addAll(List.of(program));
        return command;
    }
}
