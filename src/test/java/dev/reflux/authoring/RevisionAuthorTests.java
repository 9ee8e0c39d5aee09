package dev.reflux.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.config.RevisionFormat;
import dev.reflux.error.CancelledException;
import dev.reflux.error.ConfigException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.RefluxException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import dev.reflux.error.UsageException;
import dev.reflux.revision.RevisionNode;
import dev.reflux.script.SqlRevision;
import dev.reflux.sql.SqlLexis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionAuthorTests {

    @TempDir
    Path folder;

    private AuthorFixture project;

    @BeforeEach
    void project() {
        project = new AuthorFixture(folder);
    }

    private NewRevisionFile revision(String id, RevisionRequest request) {
        return project.author().revision(request.revisionId(id));
    }

    private RevisionNode node(String id) {
        return project.scripts().graph().node(id);
    }

    private void refuses(RevisionRequest request, Kind kind) {
        List<String> before = project.leaves();
        assertThatExceptionOfType(RevisionGraphException.class)
                .isThrownBy(() -> project.author().revision(request))
                .satisfies(error -> assertThat(error.kind()).isEqualTo(kind));
        assertThat(project.leaves()).isEqualTo(before);
    }

    private <T extends RefluxException> T refuses(RevisionRequest request, Class<T> type) {
        List<String> before = project.leaves();
        List<T> thrown = new ArrayList<>();
        assertThatThrownBy(() -> project.author().revision(request))
                .isInstanceOf(type)
                .satisfies(error -> thrown.add(type.cast(error)));
        assertThat(project.leaves()).isEqualTo(before);
        return thrown.get(0);
    }

    @Nested
    class TheFirstRevision {

        @Test
        void isABaseInAFolderThatIsMadeForIt() {
            NewRevisionFile written = revision("a1", RevisionRequest.ON_HEAD.message("create account table"));

            assertThat(written)
                    .isEqualTo(new NewRevisionFile(
                            folder.resolve("db/versions/a1_create_account_table.sql")
                                    .toString(),
                            "a1"));
            assertThat(project.read("db/versions/a1_create_account_table.sql"))
                    .startsWith(
                            "-- revision: a1\n-- message: create account table\n-- created: 2026-11-20T14:32:05Z\n\n"
                                    + "-- +upgrade\n")
                    .contains("\n-- +downgrade\n");
            assertThat(node("a1").downRevisions()).isEmpty();
        }

        @Test
        void leavesNoFolderWhenItIsRefused() {
            refuses(RevisionRequest.ON_HEAD.revisionId("a-b"), Kind.INVALID_REVISION_ID);
            refuses(RevisionRequest.ON_HEAD.head("nothing"), Kind.NOT_FOUND);

            assertThat(project.leaves()).isEmpty();
        }

        @Test
        void isNoneWhereAConfiguredFolderIsMissing() {
            project.with(config -> config.versionLocations("db/other"));

            assertThat(refuses(RevisionRequest.ON_HEAD, ConfigException.class)).hasMessageContaining("db/other");
        }
    }

    @Nested
    class ItsPlace {

        @Test
        void isOnTopOfTheHeadWithLabelsAndDependencies() {
            revision("a100", RevisionRequest.ON_HEAD.branchLabels("shop"));
            revision("b100", RevisionRequest.ON_HEAD.head("base").branchLabels("mail"));

            revision(
                    "a200",
                    RevisionRequest.ON_HEAD
                            .head("shop@head")
                            .dependsOn("b10", "mail")
                            .branchLabels("x", "y"));

            assertThat(node("a200").downRevisions()).containsExactly("a100");
            assertThat(node("a200").dependsOn()).containsExactly("b100", "mail");
            assertThat(node("a200").branchLabels()).containsExactly("x", "y");
        }

        @Test
        void isAskedForWhereThereAreSeveralHeads() {
            revision("a1", RevisionRequest.ON_HEAD);
            revision("b1", RevisionRequest.ON_HEAD.head("base"));

            assertThat(refuses(RevisionRequest.ON_HEAD, RevisionGraphException.class))
                    .hasMessageContaining("'a1', 'b1'")
                    .hasMessageContaining("--head")
                    .hasMessageContaining("\"merge heads\"");
        }

        @Test
        void isNoRevisionWithChildrenUnlessItIsSpliced() {
            revision("a1", RevisionRequest.ON_HEAD);
            revision("a2", RevisionRequest.ON_HEAD);

            refuses(RevisionRequest.ON_HEAD.head("a1"), Kind.NOT_A_HEAD);
            revision("a3", RevisionRequest.ON_HEAD.splicing("a1"));

            assertThat(node("a3").downRevisions()).containsExactly("a1");
        }

        @Test
        void isRefusedForAnIdOrALabelThatIsTaken() {
            revision("a1", RevisionRequest.ON_HEAD.branchLabels("shop"));

            refuses(RevisionRequest.ON_HEAD.revisionId("a1"), Kind.DUPLICATE_REVISION);
            refuses(RevisionRequest.ON_HEAD.branchLabels("shop"), Kind.DUPLICATE_BRANCH_LABEL);
        }

        @Test
        void isLookedForInAGraphThatIsWhole() {
            project.write("db/versions/x.sql", "-- revision: x\n-- down_revision: gone\n-- +upgrade\n");
            refuses(RevisionRequest.ON_HEAD, Kind.MISSING_REVISION);

            project.write("db/versions/x.sql", "-- +upgrade\n");
            refuses(RevisionRequest.ON_HEAD, InvalidRevisionFileException.class);
        }
    }

    @Nested
    class ItsId {

        @Test
        void isTwelveHexDigits() {
            assertThat(project.author().revision(RevisionRequest.ON_HEAD).revision())
                    .matches("[0-9a-f]{12}");
        }

        @Test
        void isNoneThatIsTaken() {
            UUID taken = UUID.fromString("00000000-0000-4000-8000-00000000000a");
            UUID label = UUID.fromString("00000000-0000-4000-8000-00000000000b");
            UUID free = UUID.fromString("00000000-0000-4000-8000-00000000000c");
            revision("00000000000a", RevisionRequest.ON_HEAD.branchLabels("00000000000b"));
            Queue<UUID> next = new ArrayDeque<>(List.of(taken, label, free));
            RevisionAuthor author = new RevisionAuthor(
                    project.config(),
                    SqlLexis.postgresql(),
                    Clock.systemUTC(),
                    line -> {},
                    new CompletableFuture<>(),
                    next::remove);

            assertThat(author.revision(RevisionRequest.ON_HEAD).revision()).isEqualTo("00000000000c");
        }
    }

    @Nested
    class ItsMessage {

        @ParameterizedTest
        @ValueSource(strings = {"", "  \n ", "\u0000"})
        void isNoneWhenItIsBlank(String message) {
            revision("a1", RevisionRequest.ON_HEAD.message(message));

            assertThat(project.read("db/versions/a1.sql")).doesNotContain("message");
        }

        @ParameterizedTest
        @EnumSource
        void isOneLineInEachFormat(RevisionFormat format) {
            revision("a1", RevisionRequest.ON_HEAD.format(format).message(" a  b \r\n c\u0000d\u2028e "));

            assertThat(node("a1").message()).isEqualTo("a  b c d e");
        }

        @Test
        void isRefusedWhereItIsNoText() {
            assertThat(refuses(RevisionRequest.ON_HEAD.message("a\uD83D"), UsageException.class))
                    .hasMessageContaining("lone surrogate");
        }

        @Test
        void isRefusedWhereTheLocaleHasLostCharactersOfIt() {
            RevisionRequest request = RevisionRequest.ON_HEAD;

            assertThat(refuses(request.message("Gr\uFFFD\uFFFDe"), UsageException.class))
                    .hasMessageContaining("The message holds characters that could not be read")
                    .hasMessageContaining("LC_ALL=C.UTF-8");
            refuses(request.revisionId("\uFFFD1"), UsageException.class);
            refuses(request.branchLabels("shop", "\uFFFD"), UsageException.class);
            assertThatThrownBy(() -> project.author().merge(MergeRequest.HEADS.message("\uFFFD")))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("could not be read");
        }
    }

    @Nested
    class ItsFormat {

        @Test
        void isTheConfiguredOneUnlessAnotherIsAskedFor() {
            project.with(config -> config.revisionFormat(RevisionFormat.YAML));

            assertThat(revision("1e10", RevisionRequest.ON_HEAD.message("it's")).file())
                    .endsWith("1e10_it_s.yaml");
            assertThat(project.read("db/versions/1e10_it_s.yaml"))
                    .startsWith(
                            "revision: \"1e10\"\nmessage: \"it's\"\ncreated: \"2026-11-20T14:32:05Z\"\n\nupgrade: []  #");
        }

        @Test
        void inYamlNamesTheSchemaBesideTheTemplates() {
            project.write("db/revision.schema.json", "{}");
            project.with(config -> config.revisionFormat(RevisionFormat.YAML)
                    .recursiveVersionLocations(true)
                    .fileTemplate("{year}/{rev}"));

            revision("a1", RevisionRequest.ON_HEAD);

            assertThat(project.read("db/versions/2026/a1.yaml"))
                    .startsWith("# yaml-language-server: $schema=../../revision.schema.json\nrevision: \"a1\"\n");
        }

        @Test
        void inYamlNamesNoSchemaWhosePathAnEditorCouldMisread() {
            project.write("data base/revision.schema.json", "{}");
            project.with(config -> config.revisionFormat(RevisionFormat.YAML)
                    .scriptLocation(project.file("data base"))
                    .versionLocations(List.of("versions")));
            project.write("versions/.gitkeep", "");

            revision("a1", RevisionRequest.ON_HEAD);

            assertThat(project.read("versions/a1.yaml")).startsWith("revision: ");
        }

        @Test
        void inJavaNamesTheFileAfterTheClass() {
            project.with(config -> config.fileTemplate("{epoch}"));

            String file = revision(
                            "a1",
                            RevisionRequest.ON_HEAD.message("create account").format(RevisionFormat.JAVA))
                    .file();

            assertThat(file).endsWith("db/versions/CreateAccount.java");
            assertThat(project.read("db/versions/CreateAccount.java"))
                    .contains(
                            "        id = \"a1\",\n        message = \"create account\",\n        created = \"2026-11-20T14:32:05Z\")\n"
                                    + "public final class CreateAccount implements Migration {");
        }

        @Test
        void mayDifferFromRevisionToRevision() {
            project.with(config -> config.versionLocations("db/versions", "db/more"));
            project.folder("db/versions");
            project.folder("db/more");
            revision("a1", RevisionRequest.ON_HEAD.versionPath("db/more").branchLabels("null"));
            for (RevisionFormat format : RevisionFormat.values()) {
                revision("b" + format, RevisionRequest.ON_HEAD.format(format).message("same name"));
            }
            revision("c1", RevisionRequest.ON_HEAD.format(RevisionFormat.JAVA).message("same name"));
            revision(
                    "c2",
                    RevisionRequest.ON_HEAD
                            .format(RevisionFormat.JAVA)
                            .message("same name")
                            .versionPath("db/versions")
                            .dependsOn("null"));

            assertThat(project.leaves())
                    .contains("db/more/SameName.java", "db/more/SameName_c1.java", "db/versions/SameName_c2.java");
            assertThat(node("c2").downRevisions()).containsExactly("c1");
            assertThat(node("c2").dependsOn()).containsExactly("null");
            assertThat(node("bYAML").message()).isEqualTo("same name");
        }

        @Test
        void ofATemplateThatMakesNoRevisionIsRefused() {
            project.write("db/revision.java.template", "final class ${class_name} {}\n");
            project.write("db/revision.yaml.template", "revision: ${message}\nupgrade: []\n");

            assertThat(refuses(RevisionRequest.ON_HEAD.format(RevisionFormat.JAVA), ConfigException.class))
                    .hasMessageContaining("that is no revision");
            assertThat(refuses(RevisionRequest.ON_HEAD.message("x").format(RevisionFormat.YAML), ConfigException.class))
                    .hasMessageContaining("whose revision is \"x\"");
        }

        @Test
        void inJavaIsRefusedWhereSourcesAreNotCompiled() {
            project.with(config -> config.compileJava(false));

            assertThat(refuses(RevisionRequest.ON_HEAD.format(RevisionFormat.JAVA), ConfigException.class))
                    .hasMessageContaining("compile-java");
        }
    }

    @Nested
    class ItsTemplate {

        @Test
        void isTheOneOfTheScriptLocation() {
            project.write(
                    "db/revision.sql.template",
                    "-- revision: ${revision}\n-- down_revision: ${down_revision}\n-- owner of ${title}: shop\n-- +upgrade\n");

            revision("a1", RevisionRequest.ON_HEAD.message("x"));

            assertThat(project.read("db/versions/a1_x.sql"))
                    .isEqualTo("-- revision: a1\n-- owner of x: shop\n-- +upgrade\n");
        }

        @Test
        void isRefusedWithItsLineWhenAPlaceholderIsUnknown() {
            Path template = project.write("db/revision.sql.template", "-- revision: ${revision}\n-- by: ${author}\n");

            ConfigException error = refuses(RevisionRequest.ON_HEAD, ConfigException.class);

            assertThat(error.file()).isEqualTo(template.toString());
            assertThat(error.line()).isEqualTo(2);
        }

        @Test
        void isRefusedWhenItLosesTheIdOrTheParentOrTheLabelsOrTheDependencies() {
            revision("a1", RevisionRequest.ON_HEAD);
            revision("b1", RevisionRequest.ON_HEAD.head("base"));
            RevisionRequest request =
                    RevisionRequest.ON_HEAD.head("a1").branchLabels("shop").dependsOn("b1");
            String whole = "-- revision: ${revision}\n-- down_revision: ${down_revision}\n"
                    + "-- branch_labels: ${branch_labels}\n-- depends_on: ${depends_on}\n-- +upgrade\n";

            for (String key : List.of("down_revision", "branch_labels", "depends_on")) {
                project.write("db/revision.sql.template", whole.replace("${" + key + "}", ""));
                assertThat(refuses(request, ConfigException.class))
                        .hasMessageContaining("makes a file whose " + key + " is absent")
                        .hasMessageContaining("revision.sql.template");
            }
            project.write("db/revision.sql.template", whole.replace("${revision}", "fixed"));
            assertThat(refuses(request, ConfigException.class)).hasMessageContaining("revision is \"fixed\"");
            project.write("db/revision.sql.template", whole.replace("-- revision: ${revision}\n", ""));
            assertThat(refuses(request, ConfigException.class)).hasMessageContaining("cannot be read back");
            project.write("db/revision.sql.template", whole);
            revision("a2", request);
            assertThat(node("a2").dependsOn()).containsExactly("b1");
        }

        @Test
        void isRefusedWhenAMessageBreaksItsHeader() {
            project.write("db/revision.sql.template", "-- ${message}\n-- revision: ${revision}\n-- +upgrade\n");

            assertThat(refuses(RevisionRequest.ON_HEAD.message("+upgrade"), ConfigException.class))
                    .hasMessageContaining("cannot be read back");
            assertThat(refuses(RevisionRequest.ON_HEAD.message("revision: x"), ConfigException.class))
                    .hasMessageContaining("cannot be read back");
        }
    }

    @Nested
    class ItsFolder {

        @BeforeEach
        void locations() {
            project.with(config -> config.versionLocations("db/one", "db/two", "classpath:dev/reflux/authoring"));
            project.folder("db/one");
            project.folder("db/two");
        }

        @Test
        void isAskedForWhereABaseCouldGoToSeveral() {
            assertThat(refuses(RevisionRequest.ON_HEAD, UsageException.class)).hasMessageContaining("--version-path");
        }

        @Test
        void isThatOfTheParent() {
            revision("b1", RevisionRequest.ON_HEAD.versionPath("db/two"));
            assertThat(revision("b2", RevisionRequest.ON_HEAD).file()).endsWith("db/two/b2.sql");
            assertThat(revision("b3", RevisionRequest.ON_HEAD.versionPath("db/one"))
                            .file())
                    .endsWith("db/one/b3.sql");
            assertThat(revision("b4", RevisionRequest.ON_HEAD).file()).endsWith("db/one/b4.sql");
        }

        @Test
        void isKnownByItsRealPath() throws IOException {
            Path link = Files.createSymbolicLink(folder.resolve("link"), project.file("db/two"));

            assertThat(revision("b1", RevisionRequest.ON_HEAD.versionPath(link + "/./"))
                            .file())
                    .endsWith("db/two/b1.sql");
        }

        @ParameterizedTest
        @ValueSource(strings = {"db", "db/one/..", "db/three", "/", "classpath:dev/reflux/authoring", "\u0000"})
        void isNoneThatIsNotConfigured(String path) {
            assertThat(refuses(RevisionRequest.ON_HEAD.versionPath(path), UsageException.class))
                    .hasMessageContaining("db/one");
        }

        @Test
        void isTheLocationAroundTheParentWhereFoldersAreSearched() {
            project.with(config -> config.recursiveVersionLocations(true).fileTemplate("{year}/{rev}"));
            revision("b1", RevisionRequest.ON_HEAD.versionPath("db/two"));

            assertThat(revision("b2", RevisionRequest.ON_HEAD).file()).endsWith("db/two/2026/b2.sql");
        }

        @Test
        void isNoneOnTheClassPath() {
            project.with(config -> config.versionLocations("classpath:dev/reflux/authoring"));

            assertThat(refuses(RevisionRequest.ON_HEAD, ConfigException.class))
                    .hasMessageContaining("cannot be written to");
        }
    }

    @Nested
    class AMerge {

        @BeforeEach
        void branches() {
            revision("a1", RevisionRequest.ON_HEAD);
            revision("b1", RevisionRequest.ON_HEAD.head("base"));
            revision("c1", RevisionRequest.ON_HEAD.head("base"));
        }

        private RefluxException refused(MergeRequest request) {
            List<String> before = project.leaves();
            List<RefluxException> thrown = new ArrayList<>();
            assertThatThrownBy(() -> project.author().merge(request))
                    .satisfies(error -> thrown.add((RefluxException) error));
            assertThat(project.leaves()).isEqualTo(before);
            return thrown.get(0);
        }

        @Test
        void joinsAllHeadsAndSaysSo() {
            NewRevisionFile written =
                    project.author().merge(MergeRequest.HEADS.revisionId("m1").branchLabels("all"));

            assertThat(written.file()).endsWith("m1_merge_a1_b1_and_c1.sql");
            assertThat(node("m1").downRevisions()).containsExactly("a1", "b1", "c1");
            assertThat(node("m1").message()).isEqualTo("merge a1, b1 and c1");
            assertThat(node("m1").branchLabels()).containsExactly("all");
            assertThat(project.read("db/versions/m1_merge_a1_b1_and_c1.sql"))
                    .contains("-- +upgrade\n-- A merge changes nothing by itself.\n");
            assertThat(((SqlRevision) project.scripts().script("m1"))
                            .inspect()
                            .upgrade()
                            .parts())
                    .isEmpty();
        }

        @Test
        void joinsSomeWithAMessageOfItsOwn() {
            project.author().merge(MergeRequest.of("c1", "a1").revisionId("m1").message("join"));

            assertThat(node("m1").downRevisions()).containsExactly("c1", "a1");
            assertThat(node("m1").message()).isEqualTo("join");
        }

        @Test
        void needsTwoRevisionsAtLeast() {
            assertThat(refused(MergeRequest.of("a1")))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("only a1");
            assertThat(refused(MergeRequest.of("a1", "a1"))).isInstanceOf(UsageException.class);
            assertThat(refused(MergeRequest.of())).isInstanceOf(UsageException.class);
            assertThat(refused(MergeRequest.of("base"))).hasMessageContaining("none");
            project.author().merge(MergeRequest.HEADS.revisionId("m1"));
            assertThat(refused(MergeRequest.HEADS)).hasMessageContaining("only m1");
        }

        @Test
        void refusesARevisionTwice() {
            assertThat(refused(MergeRequest.of("a1", "b1", "a1")))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("more than once");
        }

        @Test
        void refusesARevisionTogetherWithItsAncestor() {
            revision("a2", RevisionRequest.ON_HEAD.head("a1"));
            revision("a3", RevisionRequest.ON_HEAD.head("a2"));

            assertThat(refused(MergeRequest.of("a1", "a3").splicing()).code()).isEqualTo("overlapping_heads");
            assertThat(refused(MergeRequest.of("a3", "b1", "a1").splicing()).code())
                    .isEqualTo("overlapping_heads");
            assertThat(refused(MergeRequest.of("a1", "b1")).code()).isEqualTo("not_a_head");
            project.author().merge(MergeRequest.of("a1", "b1").splicing().revisionId("m1"));
            assertThat(node("m1").downRevisions()).containsExactly("a1", "b1");
        }
    }

    @Nested
    class Hooks {

        @Test
        void runInOrderOnTheNewFile() {
            project.with(config -> config.postWriteHooks(List.of(
                    "sh -c 'echo \"-- first\" >> \"$1\"; echo 1' sh", "sh -c 'cat \"$1\" | tail -1; echo 2' sh")));

            revision("a1", RevisionRequest.ON_HEAD);

            assertThat(project.hookLines()).containsExactly("1", "-- first", "2");
        }

        @Test
        void stopAtTheFirstThatFails() {
            project.with(config -> config.postWriteHooks(List.of("false", "touch after")));

            assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> revision("a1", RevisionRequest.ON_HEAD));

            assertThat(project.leaves()).containsExactly("db/versions/a1.sql");
        }

        @Test
        void thatCannotBeUnderstoodAreRefusedBeforeAnythingIsWritten() {
            project.with(config -> config.postWriteHooks(List.of("true", "fmt 'x")));

            assertThat(refuses(RevisionRequest.ON_HEAD, ConfigException.class)).hasMessageContaining("not closed");
        }
    }

    @Test
    void nothingIsWrittenOnceTheRunIsCancelled() {
        project.cancelled().complete("enough");

        refuses(RevisionRequest.ON_HEAD, CancelledException.class);
    }

    @Test
    void aLinkInTheVersionLocationLeadsNobodyOut() throws IOException {
        project.with(config -> config.recursiveVersionLocations(true).fileTemplate("{year}/{rev}"));
        project.folder("db/versions");
        Files.createSymbolicLink(project.file("db/versions/2026"), project.folder("outside"));

        refuses(RevisionRequest.ON_HEAD, ConfigException.class);
    }

    @Test
    void ofManyWithOneFileNameExactlyOneIsWritten() throws Exception {
        project.with(config -> config.fileTemplate("{slug}"));
        int threads = 16;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<NewRevisionFile>> runs = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                runs.add(pool.submit(() -> {
                    start.await();
                    return project.author().revision(RevisionRequest.ON_HEAD.message("same"));
                }));
            }
            start.countDown();
            List<String> written = new ArrayList<>();
            for (Future<NewRevisionFile> run : runs) {
                try {
                    written.add(run.get().revision());
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(UsageException.class).hasMessageContaining("already there");
                }
            }
            assertThat(written).hasSize(1);
            assertThat(project.leaves()).containsExactly("db/versions/same.sql");
            assertThat(node(written.get(0)).message()).isEqualTo("same");
        } finally {
            pool.shutdownNow();
        }
    }
}
