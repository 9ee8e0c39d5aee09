package dev.reflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class SecretTests {

    private static final String PASSWORD = "hunter2";

    private static RefluxConfig withUrl(String url) {
        return RefluxConfig.builder().url(url).build();
    }

    @Test
    void aSecretShowsItselfOnRequestOnly() {
        Secret secret = Secret.of(PASSWORD);

        assertThat(secret)
                .hasToString("********")
                .isEqualTo(Secret.of(PASSWORD))
                .isNotEqualTo(Secret.of("x"));
        assertThat(secret.reveal()).isEqualTo(PASSWORD);
        assertThat(Secret.of("")).hasToString("********");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r2dbc:postgresql://u:hunter2@host/db",
                "r2dbc:postgresql://u:hunter2@",
                "r2dbc:postgresql://:hunter2@host",
                "r2dbc:postgresql://u:hunter2@@host/db",
                "r2dbc:postgresql://u:hunter2@evil@host/db",
                "r2dbc:postgresql://u:x/hunter2/y?z#@host/db",
                "r2dbc:postgresql://u:a:hunter2@host/db",
                "r2dbc:postgresql://u:hunter2",
                "r2dbc:postgresql://u:hunter2/db",
                "r2dbc:postgresql:u:hunter2@host",
                "r2dbc:postgresql:/u:hunter2@host",
                "r2dbc:u:a//hunter2@host",
                "r2dbc:postgresql:failover://u:hunter2@h1:1,h2:2/db",
                "r2dbc:postgresql://u:%zzhunter2@host/db",
                "r2dbc:postgresql://u:\nhunter2@host/db",
                "r2dbc:postgresql://host/db?password=hunter2",
                "r2dbc:postgresql://host/db?sslMode=x&password=hunter2&a=b",
                "r2dbc:postgresql://host/db?PASSWORD=a#hunter2",
                "r2dbc:postgresql://host/db?sslPassword=hunter2",
                "r2dbc:postgresql://host/db?p%61ssword=hunter2",
                "r2dbc:postgresql://host/db?a=b?password=hunter2",
                "r2dbc:postgresql://host/db?a=b;password=hunter2",
                "r2dbc:postgresql://host/db?password=;hunter2",
                "r2dbc:postgresql://host/db?password=a?b=hunter2",
                "r2dbc:postgresql://u:hunter2@host/db?password=hunter2",
            })
    void aPasswordInAUrlIsNeverShown(String url) {
        RefluxConfig config = withUrl(url);

        assertThat(config.toString())
                .contains("url=r2dbc:")
                .contains("********")
                .doesNotContain(PASSWORD);
        assertThat(config.mask("cannot connect to " + url)).contains("********").doesNotContain(PASSWORD);
        assertThat(config.url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r2dbc:postgresql://localhost:5432/market",
                "r2dbc:postgresql://user@localhost:5432/market?sslMode=require",
                "r2dbc:postgresql:failover://h1:5432,h2:5433,h3/market",
                "r2dbc:postgresql://[::1]:5432/market",
                "embedded:/a@b:c/d?password=e",
            })
    void aUrlWithoutPasswordIsShownWhole(String url) {
        assertThat(withUrl(url).toString()).contains("url=" + url + ",");
        assertThat(withUrl(url).mask("host localhost, port 5432, market")).doesNotContain("*");
    }

    @ParameterizedTest
    @CsvSource({
        "pa%40ss, pa%40ss", "pa%40ss, pa@ss", "pa%40ss, p%61%40ss", "a%2fb, a%2Fb", "a%2Fb, a/b", "a+b, a b",
        "a+b, a+b", "a%20b, a+b", "%C3%A9t%C3%A9, \u00E9t\u00E9", "\u00E9, %c3%a9", "a.c, a.c", "x%zz, x%zz",
    })
    void aPasswordInAUrlIsMaskedInAnyEncoding(String written, String shown) {
        RefluxConfig config = withUrl("r2dbc:postgresql://u:" + written + "@host/db");

        assertThat(config.mask("auth with '" + shown + "' failed")).isEqualTo("auth with '********' failed");
    }

    @Test
    void theConfiguredPasswordIsMasked() {
        RefluxConfig config = RefluxConfig.builder().password("p@$ .*\\E1").build();

        assertThat(config.mask("<p@$ .*\\E1> <p%40%24%20.*%5CE1> <p%40%24+%2E%2a%5cE1>"))
                .isEqualTo("<********> <********> <********>");
        assertThat(config.mask("pXX .*")).isEqualTo("pXX .*");
    }

    @Test
    void theLongerOfTwoSecretsIsMaskedWhole() {
        RefluxConfig config = RefluxConfig.builder()
                .url("r2dbc:postgresql://u:abc@h/d")
                .password("abcdef")
                .build();

        assertThat(config.mask("abcdef abc")).isEqualTo("******** ********");
    }

    @Test
    void aLongTokenIsMasked() {
        String token = "a1%".repeat(1_000);

        assertThat(RefluxConfig.builder().password(token).build().mask("<" + token + "> " + token.substring(1)))
                .isEqualTo("<********> " + token.substring(1));
    }

    @Test
    void aSecretThatIsQuotedForSqlOrJsonIsMasked() {
        RefluxConfig config = RefluxConfig.builder().password("pa's\"s\\w").build();

        assertThat(config.mask("SELECT 'pa''s\"s\\w'")).isEqualTo("SELECT '********'");
        assertThat(config.mask("E'pa\\'s\"s\\\\w'")).isEqualTo("E'********'");
        assertThat(config.mask("{\"a\":\"pa's\\\"s\\\\w\"}")).isEqualTo("{\"a\":\"********\"}");
    }

    @Test
    void nothingIsMaskedWithoutAPassword() {
        assertThat(RefluxConfig.defaults().mask("any text")).isEqualTo("any text");
        assertThat(RefluxConfig.builder().password("").build().mask("any text")).isEqualTo("any text");
    }

    @Test
    void everyTextOfAConfigurationHidesItsSecrets() {
        RefluxConfig config = RefluxConfig.builder()
                .url("r2dbc:postgresql://u:url-hunter2@host/db?sslPassword=ssl-hunter2")
                .username("hunter2")
                .password("hunter2")
                .options(Map.of("sslPassword", "option-hunter2", "other", "see hunter2"))
                .placeholders(Map.of("owner_password", "placeholder-hunter2"))
                .postWriteHooks(java.util.List.of("format --token hunter2"))
                .build();

        assertThat(config.toString()).doesNotContain(PASSWORD).contains("version-table=reflux_version");
        assertThat(String.valueOf(config.password())).doesNotContain(PASSWORD);
        assertThat(config.mask("option-hunter2 ssl-hunter2 url-hunter2")).doesNotContain(PASSWORD);
    }

    @Test
    void serialisationFindsNoSecret() throws Exception {
        JsonMapper mapper = JsonMapper.builder()
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
        RefluxConfig config = RefluxConfig.builder()
                .url("r2dbc:postgresql://u:hunter2@h/d")
                .password(PASSWORD)
                .build();

        assertThat(mapper.writeValueAsString(config)).doesNotContain(PASSWORD);
        assertThat(mapper.writeValueAsString(Map.of("p", Objects.requireNonNull(config.password()))))
                .isEqualTo("{\"p\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reflux: {password: hunter2, passwort: hunter2}",
                "reflux: {password: [hunter2]}",
                "reflux: {password: hunter2, password: hunter2}",
                "reflux: {url: 'jdbc:postgresql://u:hunter2@h/d'}",
                "reflux: {url: 'postgres://u:hunter2@h/d'}",
                "reflux: {password: hunter2\n",
                "reflux:\n  password: @hunter2\n",
                "reflux:\n  password: \"\\xhunter2\"\n",
                "reflux:\n  password: &hunter hunter2\n   x: hunter2\n",
                "reflux:\n  password: %hunter2\n",
                "reflux:\n  password: hunter2: x\n",
                "reflux: {options: {password: [hunter2]}}",
                "reflux: {password: 'hunter2${UNSET}'}",
                "reflux: {password: 'hunter2${'}",
                "reflux:\n  password: !hunter2\n",
                "reflux:\n  password: !hunter2!x y\n",
                "reflux:\n  password: *hunter2\n",
                "reflux:\n  password: &hunter2\n",
                "reflux: {password:hunter2}",
                "reflux: {password=hunter2, password=hunter2}",
                "reflux: {password hunter2}",
            })
    void noErrorOfAFileShowsAPassword(String text, @TempDir Path folder) {
        ConfigException error = ConfigFixture.refusal(() -> new ConfigFixture(folder).load(text));

        for (Throwable at = error; at != null; at = at.getCause()) {
            assertThat(at.toString()).doesNotContain(PASSWORD);
        }
    }
}
