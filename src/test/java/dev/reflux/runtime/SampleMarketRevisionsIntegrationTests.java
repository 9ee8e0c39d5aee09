package dev.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.RunOptions;
import dev.reflux.junit.CatalogFingerprint;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample market, revision by revision. */
@ExtendWith(PostgresServer.class)
class SampleMarketRevisionsIntegrationTests {

    @ParameterizedTest
    @ValueSource(strings = {"public", "shop"})
    void everyRevisionCanBeTakenBackAndLeavesNoTrace(String schema, TestDatabase database) {
        useSchema(schema, database);
        Reflux market = market(database);
        market.ensureVersion().block();
        Deque<CatalogFingerprint> before = new ArrayDeque<>();
        for (String revision : revisions(market)) {
            before.push(database.fingerprint());
            upgradeBy(market, revision);
        }
        CatalogFingerprint atHead = database.fingerprint();

        for (String revision : reversed(revisions(market))) {
            downgradeBy(market, revision);
            database.fingerprint().assertSameAs(before.pop());
        }

        market.upgrade("head").block();
        database.fingerprint().assertSameAs(atHead);
    }

    @Test
    void peopleAndPurchasesSurviveTheWholeWay(TestDatabase database) {
        String people = "SELECT string_agg(email || '=' || full_name, ';' ORDER BY id) FROM users";
        String purchases = "SELECT string_agg(status::text, ' ' ORDER BY id) FROM purchases";
        Reflux market = market(database);
        for (String revision : revisions(market)) {
            upgradeBy(market, revision);
            if (revision.equals("c7e95f3a0d18")) {
                database.execute(
                        "INSERT INTO users (email, full_name) VALUES ('ann@example.org', 'Ann Lee Smith'), ('cher@example.org', 'Cher')",
                        "INSERT INTO categories (slug, name) VALUES ('games', 'Games')",
                        "INSERT INTO products (category_id, seller_id, title, price) VALUES (1, 1, 'Chess', 10), (1, 1, 'Go', 12)",
                        "INSERT INTO purchases (user_id, product_id, status, amount, currency)"
                                + " VALUES (2, 1, 'paid', 10, 'EUR'), (2, 2, 'pending', 12, 'EUR')");
            }
            if (revision.equals("27e9c4a1d8b6")) {
                database.execute("UPDATE purchases SET status = 'disputed' WHERE status = 'paid'");
            }
            if (revision.equals("4d7b9e02f6a1")) {
                database.execute("INSERT INTO reviews (purchase_id, product_id, stars) VALUES (1, 1, 4)");
            }
        }

        assertThat(database.column("SELECT given_name || '/' || family_name FROM users ORDER BY id"))
                .containsExactly("Ann/Lee Smith", "Cher/");
        assertThat(database.value("SELECT count(*) FROM purchases WHERE disputed_at = purchased_at"))
                .isEqualTo("1");
        database.execute("UPDATE products SET price = 11 WHERE title = 'Chess'");
        assertThat(database.column("SELECT product_id || ':' || price FROM price_changes ORDER BY id"))
                .containsExactly("1:10.00", "2:12.00", "1:11.00");
        assertThat(database.column("SELECT title || ' ' || price FROM catalogue ORDER BY id"))
                .containsExactly("Chess 11.00", "Go 12.00");
        assertThat(database.column("SELECT title || ' ' || rating FROM products WHERE rating IS NOT NULL"))
                .containsExactly("Chess 4.00");
        assertThat(database.column("SELECT title FROM products WHERE search_text @@ to_tsquery('simple', 'chess')"))
                .containsExactly("Chess");

        for (String revision : reversed(revisions(market))) {
            downgradeBy(market, revision);
            if (revision.equals("94a3f0d7b1c5")) {
                assertThat(database.value(people)).isEqualTo("ann@example.org=Ann Lee Smith;cher@example.org=Cher");
                assertThat(database.value(purchases)).isEqualTo("paid pending");
            }
        }
    }

    private static void useSchema(String schema, TestDatabase database) {
        database.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
        database.execute("ALTER DATABASE %s SET search_path = %s".formatted(database.name(), schema));
    }

    private static Reflux market(TestDatabase database) {
        return Reflux.builder().url(database.url()).locations("db/versions").build();
    }

    /** Parents before children. */
    private static List<String> revisions(Reflux market) {
        MigrationReport plan = market.upgrade("head", RunOptions.DEFAULTS.dry().from(List.of()))
                .block();
        return plan.steps().stream().map(MigrationReport.Step::revision).toList();
    }

    private static void upgradeBy(Reflux market, String revision) {
        MigrationReport report = market.upgrade(revision).block();
        assertThat(report.steps()).extracting(MigrationReport.Step::revision).containsExactly(revision);
    }

    private static void downgradeBy(Reflux market, String revision) {
        boolean only = market.current().block().revisions().size() == 1;
        List<String> parents = market.show(revision).block().get(0).downRevisions();
        String below = parents.isEmpty() ? "base" : parents.get(0);
        MigrationReport report =
                market.downgrade(only ? below : revision + "@-1").block();
        assertThat(report.steps()).extracting(MigrationReport.Step::revision).containsExactly(revision);
    }

    private static List<String> reversed(List<String> revisions) {
        List<String> reversed = new ArrayList<>(revisions);
        Collections.reverse(reversed);
        return reversed;
    }
}
