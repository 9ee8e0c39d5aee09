package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.ConfigException;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class TestKitTests {

    private static final String NOBODY = "r2dbc:postgresql://me:secret@127.0.0.1:1/none";

    @Test
    void aServerThatWasAskedForIsRequired() {
        for (ServerKind kind : new ServerKind[] {ServerKind.ANY, ServerKind.URL}) {
            TestKit kit = new TestKit(new TestServerSettings(NOBODY, null, false, false));

            assertThatThrownBy(() -> kit.server(kind))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("The PostgreSQL server that was asked for is not there.")
                    .message()
                    .doesNotContain("secret");
        }
    }

    @Test
    void aServerThatIsNotNamedIsAskedFor() {
        TestKit kit = new TestKit(new TestServerSettings(null, null, false, false));

        assertThatThrownBy(() -> kit.templates(ServerKind.URL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Set the system property reflux.test.url or the variable REFLUX_TEST_URL");
    }

    @Test
    void whatCannotBeHadSkipsTheTestUnlessItIsRequired() {
        assertThat(TestKit.missing("No server. ", false, false, null)).isInstanceOf(TestAbortedException.class);
        assertThat(TestKit.missing("No server. ", false, true, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Tests may not be skipped here");
    }

    @Test
    void aVariableThatSaysNoIsNoCi() {
        for (String value : new String[] {"false", "False", "0", " ", ""}) {
            assertThat(TestServerSettings.of(name -> null, name -> name.equals("CI") ? value : null)
                            .required())
                    .isFalse();
        }
        assertThat(TestServerSettings.of(name -> null, name -> name.equals("CI") ? "woodpecker" : null)
                        .required())
                .isTrue();
    }

    @Test
    void whereNoContainerCanBeHadTheEmbeddedServerIsTried() {
        TestServer embedded = TestServer.at("r2dbc:postgresql://me@nowhere/none");

        assertThat(ServerChoice.inTurn(
                        () -> {
                            throw new NoClassDefFoundError("org/testcontainers/DockerClientFactory");
                        },
                        () -> embedded))
                .isSameAs(embedded);
        assertThatThrownBy(() -> ServerChoice.inTurn(
                        () -> {
                            throw new IllegalStateException("no image");
                        },
                        () -> {
                            throw new IllegalStateException("no binaries");
                        }))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("Embedded: no binaries", "Container: no image");
    }

    @Test
    void settingsComeFromPropertiesAndThenFromTheEnvironment() {
        assertThat(TestServerSettings.of(name -> null, "REFLUX_TEST_URL"::concat)
                        .url())
                .isEqualTo("REFLUX_TEST_URLREFLUX_TEST_URL");
        assertThat(TestServerSettings.of(name -> name.endsWith("url") ? NOBODY : "true", name -> null))
                .isEqualTo(new TestServerSettings(NOBODY, "true", true, true))
                .asString()
                .doesNotContain("secret");
    }
}
