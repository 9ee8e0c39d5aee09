package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who the server runs as, and how a program is started so.
 *
 * @param directory the data directory
 * @param prefix what comes before a program and its arguments; empty for the user of this JVM
 * @param byDescriptor whether the data directory is reached through an open file descriptor, as a folder above it is
 *     closed to the account or its name would be misread
 */
record Account(DataDirectory directory, List<String> prefix, boolean byDescriptor) {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String DESCRIPTOR = "9";
    private static final Path PASSWD = Path.of("/etc/passwd");

    Account {
        prefix = List.copyOf(prefix);
    }

    /** A way to become another user; {@code uid} is whose the directory must be. */
    private record Way(int uid, int gid, List<String> prefix) {}

    /** A user and his group. */
    private record Owner(int uid, int gid) {

        static Owner of(Path path) throws IOException {
            return new Owner((int) Files.getAttribute(path, "unix:uid"), (int) Files.getAttribute(path, "unix:gid"));
        }

        Way way(String... prefix) {
            return new Way(uid, gid, List.of(prefix));
        }
    }

    /**
     * The first account that can run the programs and write to the directory; for root the directory is handed over to
     * it. The server must be down.
     */
    static Account choose(DataDirectory directory, Binaries binaries) {
        try {
            return Users.isRoot()
                    ? notRoot(directory, binaries)
                    : new Account(directory, List.of(), isMisreadByShells(directory));
        } catch (IOException e) {
            throw DataDirectory.unusable(directory.path(), e);
        }
    }

    private static Account notRoot(DataDirectory directory, Binaries binaries) throws IOException {
        List<String> refusals = new ArrayList<>();
        for (Way way : ways(directory)) {
            Account account = account(directory, way);
            String refusal = handOver(directory, way).orElseGet(() -> account.refusal(binaries));
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

    private static Account account(DataDirectory directory, Way way) throws IOException {
        boolean closed = way.uid() != 0 && !Users.mayEnter(directory.path().getParent(), way.uid(), way.gid());
        return new Account(directory, way.prefix(), closed || isMisreadByShells(directory));
    }

    /** pg_ctl pastes its paths between the double quotes of a shell command. */
    private static boolean isMisreadByShells(DataDirectory directory) {
        return directory.toString().chars().anyMatch(c -> "\"$`\\".indexOf(c) >= 0);
    }

    /** Why the directory cannot be given to the account; empty when it now belongs to it. */
    private static Optional<String> handOver(DataDirectory directory, Way way) {
        try {
            directory.giveTo(way.uid(), way.gid());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private static List<Way> ways(DataDirectory directory) throws IOException {
        Owner owner = ownerToBe(directory);
        List<Way> ways = new ArrayList<>();
        ways.add(owner.way("setpriv", "--reuid=" + owner.uid(), "--regid=" + owner.gid(), "--clear-groups"));
        for (String name : namesOf(owner.uid())) {
            ways.add(owner.way("runuser", "-u", name, "--"));
            ways.add(owner.way("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", name));
        }
        if (directory.owner() == 0) {
            // the kernel still sees root there, so the files stay root's
            ways.add(new Way(0, 0, List.of("unshare", "-U")));
        }
        return ways;
    }

    /** Existing data keeps its owner; for new data he must have a name here, as initdb asks for it. */
    private static Owner ownerToBe(DataDirectory directory) throws IOException {
        Owner present = Owner.of(directory.path());
        Owner above = Owner.of(directory.path().resolveSibling(""));
        boolean made = directory.majorVersion().isPresent();
        if (present.uid() != 0 && (made || !namesOf(present.uid()).isEmpty())) {
            return present;
        }
        return above.uid() != 0 && !namesOf(above.uid()).isEmpty() ? above : new Owner(Users.NOBODY, Users.NOBODY);
    }

    private static List<String> namesOf(int uid) throws IOException {
        if (!Files.exists(PASSWD)) {
            return List.of();
        }
        try (Stream<String> users = Files.lines(PASSWD, StandardCharsets.ISO_8859_1)) {
            return users.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 2 && fields[2].equals(Integer.toString(uid)))
                    .map(fields -> fields[0])
                    .limit(1)
                    .toList();
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
