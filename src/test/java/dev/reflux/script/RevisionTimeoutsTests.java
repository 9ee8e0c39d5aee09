package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.sql.SqlLexis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTimeoutsTests {

    @TempDir
    Path folder;

    private RevisionTimeouts read(String ending, String content) throws IOException {
        RevisionSource source =
                RevisionSource.ofFile("db/a1." + ending, Files.writeString(folder.resolve("a1." + ending), content));
        RevisionHeader header =
                switch (ending) {
                    case "sql" -> SqlRevisionHeader.read(source, SqlLexis.postgresql());
                    case "yaml" -> YamlRevisionHeader.read(source);
                    default -> JavaRevisionHeader.read(source).orElseThrow();
                };
        return header.timeouts();
    }

    private RevisionTimeouts sql(String lines) throws IOException {
        return read("sql", "-- revision: a1\n" + lines + "\n-- +upgrade\n");
    }

    @Test
    void everyFormatOfFilesHasThem() throws IOException {
        RevisionTimeouts both = new RevisionTimeouts(Duration.ofSeconds(2), Duration.ofMinutes(10));
        assertThat(sql("-- lock_timeout: 2s\n-- statement_timeout: 10m")).isEqualTo(both);
        assertThat(read("yaml", "revision: a1\nlock_timeout: 2s\nstatement_timeout: '10m'\nupgrade: []\n"))
                .isEqualTo(both);
        assertThat(read("java", "@Revision(id = \"a1\", lockTimeout = \"2s\", statementTimeout = \"10m\") class A {}"))
                .isEqualTo(both);
    }

    @Test
    void eachMayBeThereAlone() throws IOException {
        assertThat(sql("-- lock_timeout: PT0.2S")).isEqualTo(new RevisionTimeouts(Duration.ofMillis(200), null));
        assertThat(sql("-- statement_timeout: 1h\n-- lock_timeout:"))
                .isEqualTo(new RevisionTimeouts(null, Duration.ofHours(1)));
        assertThat(sql("-- nothing: said")).isEqualTo(RevisionTimeouts.CONFIGURED);
    }

    @Test
    void zeroIsNotTheSameAsNothing() throws IOException {
        assertThat(sql("-- lock_timeout: 0s")).isEqualTo(new RevisionTimeouts(Duration.ZERO, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2      | must have a unit, as in 200ms",
                "soon   | must be a duration, as in 200ms",
                "-2s    | must be a duration, as in 200ms",
                "PT-2S  | must not be negative",
                "30d    | must not be longer than 24 days",
                "PT0.0001S | must be in whole milliseconds",
                "2s; DROP TABLE a | must be a duration",
                "99999999999999999999s | must be a duration",
            })
    void aWrongValueIsNamedWithItsPlace(String value, String problem) {
        assertThatThrownBy(() -> sql("-- lock_timeout: " + value))
                .isInstanceOfSatisfying(InvalidRevisionFileException.class, error -> {
                    assertThat(error.line()).isEqualTo(2);
                    assertThat(error.place().column()).isEqualTo(1);
                })
                .hasMessageContaining("The value of \"lock_timeout\" (db/a1.sql:2:1) " + problem);
        assertThatThrownBy(() -> read("yaml", "revision: a1\nlock_timeout: \"" + value + "\"\nupgrade: []\n"))
                .hasMessageContaining("The value of \"lock_timeout\" (db/a1.yaml:2:15) " + problem);
        assertThatThrownBy(() -> read("java", "@Revision(id = \"a1\",\n lockTimeout = \"" + value + "\") class A {}"))
                .hasMessageContaining("The value of \"lockTimeout\" (db/a1.java:2:16) " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock timeout", "lock-timeout", "Lock_Timeout", "lock_timeuot", "lockTimeout"})
    void aKeyThatIsMisspeltIsRefused(String key) {
        assertThatThrownBy(() -> sql("-- " + key + ": 2s"))
                .isInstanceOf(InvalidRevisionFileException.class)
                .hasMessageContaining("lock_timeout");
    }
}
