package dev.reflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.cli.CliProject.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that the files alone show to be wrong: nobody is to wait for a database to hear of it. */
class TargetErrorsTests {

    private static final int BACKLOG = 10;

    @TempDir
    Path folder;

    private CliProject project;

    private ServerSocket silent;

    @BeforeEach
    void project() throws IOException {
        silent = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        project = CliProject.in(folder);
        project.configure("reflux:\n  script-location: db\n  username: nobody\n  timeouts: {connect: 1s}\n"
                + "  url: r2dbc:postgresql://localhost:" + silent.getLocalPort() + "/none\n");
        revision("aaaa1", "", "shop");
        revision("aaaa2", "aaaa1", "");
        revision("bbbb1", "", "web");
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
    }

    private void revision(String id, String parent, String label) {
        project.revisions()
                .text(
                        id + ".sql",
                        "-- revision: " + id + "\n-- down_revision: " + parent + "\n-- branch_labels: " + label
                                + "\n-- +upgrade\nSELECT 1;\n-- +downgrade\n");
    }

    private void assertNobodyCalled() throws IOException {
        silent.setSoTimeout(1);
        assertThatThrownBy(silent::accept).isInstanceOf(SocketTimeoutException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "upgrade head, multiple_heads",
        "upgrade nope, not_found",
        "upgrade aaaa, ambiguous",
        "upgrade nope@+1, not_found",
        "upgrade nope@head, not_found",
        "upgrade -1, relative_out_of_range",
        "upgrade aaaa1+5, relative_out_of_range",
        "upgrade aaaa1:aaaa2, range_not_allowed",
        "upgrade shop@web, not_on_branch",
        "downgrade nope, not_found",
        "downgrade head, multiple_heads",
        "downgrade nope@-1, not_found",
        "downgrade +1, relative_out_of_range",
        "downgrade aaaa1:base, range_not_allowed",
        "downgrade nope@base, branch_not_found",
        "stamp nope, not_found",
        "stamp head, multiple_heads",
        "stamp --purge nope, not_found",
        "stamp aaaa1 nope@head, not_found",
        "history -i -r nope:, not_found",
        "history -i -r aaaa2:aaaa1, range_not_ancestor",
        "history -i -r aaaa1, range_required",
        "history -r nope:current, not_found",
        "history -r current:nope@+1, not_found",
        "show nope:current, not_found",
        "edit nope:current, not_found",
    })
    void isToldWithoutAConnection(String command, String type) throws IOException {
        Result result = project.run((command + " --output json").split(" "));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errorType()).isEqualTo(type);
        assertThat(result.json().get("error").get("message").asString())
                .doesNotContain("\n")
                .endsWith(".");
        assertNobodyCalled();
    }

    @Test
    void aRightTargetIsAskedOfTheDatabase() throws IOException {
        assertThat(project.run("upgrade", "heads", "--output", "json").errorType())
                .isEqualTo("connection_failed");
        silent.setSoTimeout(1);
        silent.accept().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {" current:", ":current "})
    void aRangeWithBlanksAroundItAsksForTheCurrentHeads(String range) {
        assertThat(project.run("history", "-r", range, "--output", "json").errorType())
                .isEqualTo("connection_failed");
    }
}
