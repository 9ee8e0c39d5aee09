package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.ConfigException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.Test;

class ServerUrlTests {

    @Test
    void optionsSchemeAndCredentialsHoldForEveryDatabase() {
        TestServer server = TestServer.at("r2dbcs:postgresql://me:s%40e@db.example:5433/main?sslMode=require&a=b");

        assertThat(server.url("other"))
                .isEqualTo("r2dbcs:postgresql://me:s%40e@db.example:5433/other?sslMode=require&a=b");
        assertThat(server.url("other", "10.0.0.1", 1))
                .isEqualTo("r2dbcs:postgresql://me:s%40e@10.0.0.1:1/other?sslMode=require&a=b");
        assertThat(server.password()).isEqualTo("s@e");
        assertThat(server.options("other").getValue(ConnectionFactoryOptions.SSL))
                .isEqualTo(true);
        assertThat(server.description()).isEqualTo("PostgreSQL at db.example:5433");
    }

    @Test
    void severalHostsStaySeveral() {
        assertThat(ServerUrl.parse("r2dbc:postgresql:failover://me@one:1,two:2/main")
                        .of("other"))
                .isEqualTo("r2dbc:postgresql:failover://me@one:1,two:2/other");
    }

    @Test
    void anAddressOfIpv6StandsInBrackets() {
        ServerUrl url = ServerUrl.of("::1", 5432, "me@home", "a/b c", "main");

        assertThat(url.of("other")).isEqualTo("r2dbc:postgresql://me%40home:a%2Fb%20c@[::1]:5432/other");
        assertThat(url.at("[fe80::2]", 7).of(null)).endsWith("@[fe80::2]:7/main");
        assertThat(url).asString().doesNotContain("home", "a%2F");
        assertThat(ServerUrl.parse(url.of(null))).isEqualTo(url);
    }

    @Test
    void whatIsNoUrlIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> TestServer.at("postgresql:secret"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("REFLUX_TEST_URL")
                .message()
                .doesNotContain("secret");
    }
}
