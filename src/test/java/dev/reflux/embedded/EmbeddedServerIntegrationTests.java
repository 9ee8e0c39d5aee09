package dev.reflux.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.ConfigException;
import dev.reflux.error.ConnectionFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EmbeddedServerIntegrationTests {

    @TempDir
    Path folder;

    private final List<ServerUser> users = new ArrayList<>();

    private Path directory() {
        return folder.resolve("data");
    }

    private ServerUser user() {
        return started(ServerUser.start(directory(), ServerUser.CLASS_PATH));
    }

    private ServerUser started(ServerUser user) {
        users.add(user);
        return user;
    }

    @AfterEach
    void nothingIsLeftBehind() {
        users.forEach(ServerUser::kill);
        if (Files.exists(directory().resolve("PG_VERSION"))) {
            EmbeddedServer.start(directory()).close();
            assertThat(directory().resolve("postmaster.pid")).doesNotExist();
        }
    }

    @Nested
    class OneProcess {

        @Test
        void aFreshServerAnswersInUtf8AndUtc() {
            try (EmbeddedServer server = EmbeddedServer.start(directory())) {
                assertThat(Sql.value(server, "SHOW server_version_num"))
                        .startsWith(Integer.toString(server.majorVersion()));
                assertThat(Sql.value(server, "SHOW server_encoding")).isEqualTo("UTF8");
                // the driver sends a time zone of its own for the session
                assertThat(Sql.value(
                                server, "SELECT setting FROM pg_file_settings WHERE name = 'timezone' AND applied"))
                        .isEqualTo("UTC");
                assertThat(Sql.value(server, "SHOW fsync")).isEqualTo("on");
                assertThat(Sql.value(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(Sql.value(server, "SHOW unix_socket_directories")).isEmpty();
            }
            assertThat(directory().resolve("postmaster.pid")).doesNotExist();
        }

        @Test
        void dataIsKeptFromStartToStart() {
            try (EmbeddedServer server = EmbeddedServer.start(directory())) {
                Sql.run(server, "CREATE TABLE kept AS SELECT 42 AS n");
            }
            try (EmbeddedServer server = EmbeddedServer.start(directory())) {
                assertThat(Sql.value(server, "SELECT n::text FROM kept")).isEqualTo("42");
            }
        }

        @Test
        void usesOfOneJvmShareTheServerAndTheLastStopsIt() throws IOException {
            Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
            EmbeddedServer first = EmbeddedServer.start(directory());
            EmbeddedServer second = EmbeddedServer.start(link.resolve("data"));
            assertThat(second.port()).isEqualTo(first.port());
            first.close();
            first.close();
            assertThat(Sql.value(second, "SELECT 'alive'")).isEqualTo("alive");
            second.close();
            assertThat(isListening(second.port())).isFalse();
        }

        @Test
        void closingEndsSessionsThatAreStillOpen() throws IOException {
            EmbeddedServer server = EmbeddedServer.start(directory());
            try (Socket open = new Socket(server.host(), server.port())) {
                server.close();
                assertThat(open.getInputStream().read()).isEqualTo(-1);
            }
        }

        @Test
        void theServerIsInASessionOfItsOwn() throws IOException {
            try (EmbeddedServer server = EmbeddedServer.start(directory())) {
                assertThat(server.port()).isPositive();
                assertThat(sessionOf(postmaster()))
                        .isNotEqualTo(sessionOf(ProcessHandle.current().pid()));
            }
        }

        @Test
        void aNameThatAShellWouldMisreadIsNoObstacle() {
            Path strange = folder.resolve("it's a \"$HOME\" `folder` \\");
            try (EmbeddedServer server = EmbeddedServer.start(strange)) {
                assertThat(Sql.value(server, "SELECT 'alive'")).isEqualTo("alive");
            }
            try (EmbeddedServer server = EmbeddedServer.start(strange)) {
                assertThat(Sql.value(server, "SELECT 'alive'")).isEqualTo("alive");
            }
        }

        @Test
        void aClosedFolderAboveIsNoObstacle() throws IOException {
            Path closed = Files.createDirectory(folder.resolve("closed"));
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
            try (EmbeddedServer server = EmbeddedServer.start(closed.resolve("data"))) {
                Sql.run(server, "CREATE TABLE kept AS SELECT 42 AS n");
            }
            try (EmbeddedServer server = EmbeddedServer.start(closed.resolve("data"))) {
                assertThat(Sql.value(server, "SELECT n::text FROM kept")).isEqualTo("42");
            }
        }
    }

    @Nested
    class SeveralProcesses {

        @Test
        void aSecondProcessJoinsAndTheLastOneStops() throws IOException {
            ServerUser first = user();
            ServerUser second = user();
            assertThat(second.port()).isEqualTo(first.port());
            first.close();
            assertThat(isListening(second.port())).isTrue();
            second.close();
            assertThat(isListening(second.port())).isFalse();
        }

        @Test
        void eightAtOnceShareOneServer() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                List<Callable<ServerUser>> starts = IntStream.range(0, 8)
                        .<Callable<ServerUser>>mapToObj(i -> () -> ServerUser.start(directory(), ServerUser.CLASS_PATH))
                        .toList();
                List<Future<ServerUser>> all = pool.invokeAll(starts);
                for (Future<ServerUser> each : all) {
                    users.add(each.get());
                }
            } finally {
                pool.shutdown();
            }
            assertThat(users.stream().map(ServerUser::port).distinct()).hasSize(1);
            int port = users.get(0).port();
            users.subList(0, 7).forEach(ServerUser::close);
            assertThat(isListening(port)).isTrue();
            users.get(7).close();
            assertThat(isListening(port)).isFalse();
        }

        @Test
        void theServerOfAKilledProcessIsJoinedAndThenStopped() throws IOException {
            ServerUser killed = user();
            killed.kill();
            assertThat(isListening(killed.port())).isTrue();
            EmbeddedServer next = EmbeddedServer.start(directory());
            assertThat(next.port()).isEqualTo(killed.port());
            next.close();
            assertThat(isListening(killed.port())).isFalse();
        }

        @Test
        void aKilledUserDoesNotKeepTheServerUp() throws IOException {
            ServerUser first = user();
            ServerUser killed = user();
            killed.kill();
            first.close();
            assertThat(isListening(first.port())).isFalse();
        }

        @Test
        void anEndingJvmStopsTheServerWithoutClose() throws IOException {
            ServerUser user = user();
            user.exitWithoutClose();
            assertThat(isListening(user.port())).isFalse();
            assertThat(directory().resolve("postmaster.pid")).doesNotExist();
        }

        @Test
        void sigtermStopsTheServer() throws IOException {
            ServerUser user = user();
            user.terminate();
            assertThat(isListening(user.port())).isFalse();
            assertThat(directory().resolve("postmaster.pid")).doesNotExist();
        }
    }

    /** What a JVM of root meets on a plain machine and in containers. */
    @Nested
    @EnabledIf("dev.reflux.embedded.Users#isRoot")
    class AsRoot {

        @Test
        void theServerBelongsToNobodyAndTheDataWithIt() throws IOException {
            try (EmbeddedServer server = EmbeddedServer.start(directory())) {
                assertThat(server.port()).isPositive();
                assertThat(Files.getAttribute(Path.of("/proc", Long.toString(postmaster())), "unix:uid"))
                        .isEqualTo(Files.getAttribute(directory(), "unix:uid"))
                        .isEqualTo(Users.NOBODY);
            }
        }

        @Test
        void anotherOwnersDirectoryStaysHis() throws IOException {
            int daemon = 1;
            Files.setAttribute(Files.createDirectory(directory()), "unix:uid", daemon);
            try (EmbeddedServer server = EmbeddedServer.start(directory())) {
                assertThat(server.port()).isPositive();
                assertThat(Files.getAttribute(directory().resolve("base"), "unix:uid"))
                        .isEqualTo(daemon);
                assertThat(Files.getAttribute(directory().resolve("reflux.lock"), "unix:uid"))
                        .isEqualTo(daemon);
            }
        }

        @Test
        void anOwnerWithoutANameHereIsNoObstacle() throws IOException {
            int nameless = 4321;
            Files.setAttribute(folder, "unix:uid", nameless);
            try (EmbeddedServer server = EmbeddedServer.start(directory())) {
                assertThat(Sql.value(server, "SELECT 'alive'")).isEqualTo("alive");
            }
            try (Stream<Path> all = Files.walk(directory())) {
                for (Path each : all.toList()) {
                    Files.setAttribute(each, "unix:uid", nameless, LinkOption.NOFOLLOW_LINKS);
                }
            }
            try (EmbeddedServer server = EmbeddedServer.start(directory())) {
                assertThat(Sql.value(server, "SELECT 'alive'")).isEqualTo("alive");
                assertThat(Files.getAttribute(Path.of("/proc", Long.toString(postmaster())), "unix:uid"))
                        .isEqualTo(nameless);
            }
        }

        @Test
        void rootWithoutAnyCapabilityFindsAWay() throws IOException {
            ServerUser user =
                    started(ServerUser.start(directory(), ServerUser.CLASS_PATH, "setpriv", "--bounding-set=-all"));
            assertThat(isListening(user.port())).isTrue();
            user.close();
            assertThat(isListening(user.port())).isFalse();
        }

        @Test
        void anOrdinaryUserUsesItWithoutDetours() throws IOException {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path home = Files.createDirectory(folder.resolve("home"));
            Files.setAttribute(home, "unix:uid", Users.NOBODY);
            ServerUser user = started(ServerUser.start(
                    directoryIn(home),
                    ServerUser.readableClassPath(Files.createDirectory(folder.resolve("jars"))),
                    "env",
                    "XDG_CACHE_HOME=" + home.resolve("cache"),
                    "setpriv",
                    "--reuid=" + Users.NOBODY,
                    "--regid=" + Users.NOBODY,
                    "--clear-groups"));
            assertThat(Files.getAttribute(directoryIn(home).resolve("base"), "unix:uid"))
                    .isEqualTo(Users.NOBODY);
            user.close();
            assertThat(isListening(user.port())).isFalse();
        }

        @Test
        void theCapabilitiesOfAContainerAreEnough() throws IOException {
            String inContainers = "-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,"
                    + "+net_bind_service,+net_raw,+sys_chroot,+mknod,+audit_write,+setfcap";
            ServerUser first = started(
                    ServerUser.start(directory(), ServerUser.CLASS_PATH, "setpriv", "--bounding-set=" + inContainers));
            ServerUser second = started(
                    ServerUser.start(directory(), ServerUser.CLASS_PATH, "setpriv", "--bounding-set=" + inContainers));
            assertThat(second.port()).isEqualTo(first.port());
            first.close();
            assertThat(isListening(second.port())).isTrue();
            second.close();
            assertThat(isListening(second.port())).isFalse();
        }

        private Path directoryIn(Path home) {
            return home.resolve("data");
        }
    }

    @Nested
    class AfterACrash {

        @Test
        void aKilledServerIsStartedAnewWithItsData() throws IOException {
            EmbeddedServer killed = EmbeddedServer.start(directory());
            Sql.run(killed, "CREATE TABLE kept AS SELECT 42 AS n");
            kill(postmaster());
            try (EmbeddedServer next = EmbeddedServer.start(directory())) {
                assertThat(Sql.value(next, "SELECT n::text FROM kept")).isEqualTo("42");
                assertThat(Files.readString(directory().resolve("reflux.log")))
                        .contains("automatic recovery in progress");
            } finally {
                killed.close();
            }
        }

        @Test
        void aPidFileWhoseNumberIsTakenAgainIsRemoved() throws IOException {
            EmbeddedServer.start(directory()).close();
            long stranger = ProcessHandle.current().pid();
            Files.writeString(
                    directory().resolve("postmaster.pid"),
                    stranger + "\n" + directory() + "\n1\n1\n\n127.0.0.1\n1 1\nready   \n");
            try (EmbeddedServer server = EmbeddedServer.start(directory())) {
                assertThat(Sql.value(server, "SELECT 'alive'")).isEqualTo("alive");
                assertThat(postmaster()).isNotEqualTo(stranger);
            }
        }

        @Test
        void anInitdbThatWasKilledIsDoneAgain() throws IOException {
            Path half = Files.createDirectories(
                    directory().resolve("reflux.initdb-1").resolve("base"));
            Files.writeString(half.resolveSibling("PG_VERSION"), "18\n");
            try (EmbeddedServer server = EmbeddedServer.start(directory())) {
                assertThat(Sql.value(server, "SELECT 'alive'")).isEqualTo("alive");
            }
            assertThat(half).doesNotExist();
        }

        @Test
        void aMoveThatWasKilledIsContinued() throws IOException {
            EmbeddedServer.start(directory()).close();
            Path made = Files.createDirectory(directory().resolve("reflux.initdb"));
            for (String name : List.of("PG_VERSION", "global", "postgresql.conf")) {
                Files.move(directory().resolve(name), made.resolve(name));
            }
            try (EmbeddedServer server = EmbeddedServer.start(directory())) {
                assertThat(Sql.value(server, "SELECT 'alive'")).isEqualTo("alive");
            }
            assertThat(made).doesNotExist();
        }

        @Test
        void aServerThatCannotComeUpShowsTheTailOfItsLog() throws IOException {
            EmbeddedServer.start(directory()).close();
            Path settings = directory().resolve("postgresql.auto.conf");
            String before = Files.readString(settings);
            Files.writeString(settings, "no_such_setting = 1\n");
            assertThatExceptionOfType(ConnectionFailedException.class)
                    .isThrownBy(() -> EmbeddedServer.start(directory()))
                    .withMessageContaining("unrecognized configuration parameter \"no_such_setting\"");
            Files.writeString(settings, before);
        }
    }

    @Nested
    class Refusals {

        @Test
        void aDirectoryWithSomethingElseIsLeftUntouched() throws IOException {
            Path photo = Files.writeString(Files.createDirectory(directory()).resolve("photo.jpg"), "x");
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> EmbeddedServer.start(directory()))
                    .withMessageContaining(directory().toString())
                    .withMessageContaining("Name an empty or a new directory");
            try (Stream<Path> entries = Files.list(directory())) {
                assertThat(entries).containsExactly(photo);
            }
            assertThat(photo).hasContent("x");
        }

        @Test
        void aServerThatRefluxNeverStartedIsNeitherJoinedNorStopped() throws IOException {
            try (EmbeddedServer server = EmbeddedServer.start(directory())) {
                Files.delete(directory().resolve("reflux.lock"));
                assertThatExceptionOfType(ConfigException.class)
                        .isThrownBy(() -> EmbeddedServer.start(directory()))
                        .withMessageContaining("did not start")
                        .withMessageContaining("r2dbc:postgresql:");
                assertThat(directory().resolve("reflux.lock")).doesNotExist();
                assertThat(ProcessHandle.of(
                                Long.parseLong(Files.readAllLines(directory().resolve("postmaster.pid"))
                                        .get(0))))
                        .isPresent();
                assertThat(server.port()).isPositive();
            }
        }

        @Test
        void aFileIsNoDirectory() throws IOException {
            Files.writeString(directory(), "x");
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> EmbeddedServer.start(directory()))
                    .withMessageContaining("is not a directory");
        }

        @Test
        void dataOfAMajorThatTheClassPathLacksNamesBoth() throws IOException {
            Path version = Files.writeString(Files.createDirectory(directory()).resolve("PG_VERSION"), "9\n");
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> EmbeddedServer.start(directory()))
                    .withMessageContaining("holds data of PostgreSQL 9,")
                    .withMessageMatching("(?s).*class path holds PostgreSQL 1\\d\\.\\d+.*Add version 9\\.\\*.*");
            assertThat(version).hasContent("9\n");
            Files.delete(version);
        }

        @Test
        void dataWithoutItsControlFileIsIncomplete() throws IOException {
            String major;
            try (EmbeddedServer server = EmbeddedServer.start(folder.resolve("other"))) {
                major = Integer.toString(server.majorVersion());
            }
            Path version = Files.writeString(Files.createDirectory(directory()).resolve("PG_VERSION"), major);
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> EmbeddedServer.start(directory()))
                    .withMessageContaining("global/pg_control is missing");
            Files.delete(version);
        }

        @Test
        void aBinDirectoryWithoutPostgresIsRefused() {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> EmbeddedServer.start(directory(), folder))
                    .withMessageContaining("There is no program postgres in " + folder);
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(directory().resolve("postmaster.pid")).get(0));
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static String sessionOf(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3];
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
