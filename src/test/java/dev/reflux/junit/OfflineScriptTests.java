package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.Dialects;
import dev.reflux.junit.OfflineScript.Item;
import dev.reflux.junit.OfflineScript.Section;
import org.junit.jupiter.api.Test;

class OfflineScriptTests {

    private static final Dialect POSTGRESQL = Dialects.forUrl(null);

    private static final String SCRIPT =
            """
            -- Reflux: upgrade

            SET client_encoding = 'UTF8'; -- reflux

            BEGIN;

            -- Running upgrade  -> a1, first -> of all

            CREATE TABLE t (id integer);

            COMMIT;

            BEGIN;

            DO $reflux$ BEGIN END $reflux$; -- reflux

            -- Running upgrade a1 -> b2, second

            COMMIT;

            VACUUM t;

            BEGIN;

            COPY t (id) FROM stdin;
            1
            2
            \\.

            COMMIT;
            """;

    private static final OfflineScript READ = OfflineScript.read(SCRIPT, POSTGRESQL);

    @Test
    void eachRevisionHasItsSectionWithTheBeginOfItsOwnTransaction() {
        assertThat(READ.sections()).extracting(Section::revision).containsExactly("a1", "b2");
        assertThat(READ.sections().get(0).items())
                .extracting(Item::text)
                .containsExactly("SET client_encoding = 'UTF8'", "BEGIN", "CREATE TABLE t (id integer)", "COMMIT");
        assertThat(READ.sections().get(1).items())
                .extracting(Item::text)
                .containsExactly(
                        "BEGIN",
                        "DO $reflux$ BEGIN END $reflux$",
                        "COMMIT",
                        "VACUUM t",
                        "BEGIN",
                        "COPY t (id) FROM stdin",
                        "COMMIT");
    }

    @Test
    void dataOfACopyBelongsToIt() {
        assertThat(READ.sections().get(1).items()).extracting(Item::rows).contains("1\n2\n");
    }

    @Test
    void revisionWithAStatementOutsideATransactionMayBeLeftHalfWay() {
        assertThat(READ.sections())
                .extracting(section -> section.commitsHalfWay(POSTGRESQL.transaction()))
                .containsExactly(false, true);
    }

    @Test
    void statementsOfAMessageAreFoundAsTheServerFindsThem() {
        assertThat(DoomedSession.statements(
                        "INSERT INTO t VALUES (';')\n;\nDO $$ BEGIN; END $$\n;\nSELECT 1 -- no; end",
                        POSTGRESQL.lexis()))
                .containsExactly("INSERT INTO t VALUES (';')", "DO $$ BEGIN; END $$", "SELECT 1");
    }
}
