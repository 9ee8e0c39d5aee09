package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL of the sample market, run by itself: what it does does not depend on what Reflux makes of it. */
@ExtendWith(PostgresServer.class)
class MarketIntegrationTests {

    /** A revision file, taken apart at its markers; each direction can be sent as one message. */
    private record Script(Path file, String id, List<String> parents, String upgrade, String downgrade) {

        private static final Pattern FORM = Pattern.compile(
                "-- revision: (?<id>\\S+)\n-- down_revision:(?<parents>.*)\n.*\n-- \\+upgrade\n(?<up>.*)\n-- \\+downgrade\n(?<down>.*)",
                Pattern.DOTALL);

        static Script read(Path file) throws IOException {
            Matcher matcher = FORM.matcher(Files.readString(file));
            assertThat(matcher.matches()).as("form of %s", file).isTrue();
            List<String> parents = Stream.of(matcher.group("parents")
                            .lines()
                            .findFirst()
                            .orElse("")
                            .split(","))
                    .map(String::strip)
                    .filter(parent -> !parent.isEmpty())
                    .toList();
            return new Script(file, matcher.group("id"), parents, matcher.group("up"), matcher.group("down"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "shop"})
    void everyRevisionCanBeTakenBackAndLeavesNoTrace(String schema, TestDatabase database) throws IOException {
        useSchema(schema, database);
        Deque<CatalogFingerprint> before = new ArrayDeque<>();
        for (Script script : market()) {
            before.push(database.fingerprint());
            database.execute(script.upgrade());
        }
        CatalogFingerprint atHead = database.fingerprint();

        for (Script script : reversed(market())) {
            database.execute(script.downgrade());
            database.fingerprint().assertSameAs(before.pop());
        }

        for (Script script : market()) {
            database.execute(script.upgrade());
        }
        database.fingerprint().assertSameAs(atHead);
    }

    @Test
    void peopleAndPurchasesSurviveTheWholeWay(TestDatabase database) throws IOException {
        String people = "SELECT string_agg(email || '=' || full_name, ';' ORDER BY id) FROM users";
        String purchases = "SELECT string_agg(status::text, ' ' ORDER BY id) FROM purchases";
        for (Script script : market()) {
            database.execute(script.upgrade());
            if (script.id().equals("c7e95f3a0d18")) {
                database.execute(
                        "INSERT INTO users (email, full_name) VALUES ('ann@example.org', 'Ann Lee Smith'), ('cher@example.org', 'Cher')",
                        "INSERT INTO categories (slug, name) VALUES ('games', 'Games')",
                        "INSERT INTO products (category_id, seller_id, title, price) VALUES (1, 1, 'Chess', 10), (1, 1, 'Go', 12)",
                        "INSERT INTO purchases (user_id, product_id, status, amount, currency)"
                                + " VALUES (2, 1, 'paid', 10, 'EUR'), (2, 2, 'pending', 12, 'EUR')");
            }
            if (script.id().equals("27e9c4a1d8b6")) {
                database.execute("UPDATE purchases SET status = 'disputed' WHERE status = 'paid'");
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
        assertThat(database.column("SELECT title FROM products WHERE search_text @@ to_tsquery('simple', 'chess')"))
                .containsExactly("Chess");

        for (Script script : reversed(market())) {
            database.execute(script.downgrade());
            if (script.id().equals("94a3f0d7b1c5")) {
                assertThat(database.value(people)).isEqualTo("ann@example.org=Ann Lee Smith;cher@example.org=Cher");
                assertThat(database.value(purchases)).isEqualTo("paid pending");
            }
        }
    }

    private static void useSchema(String schema, TestDatabase database) {
        database.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
        database.execute("ALTER DATABASE %s SET search_path = %s".formatted(database.name(), schema));
    }

    /** Parents before children. */
    private static List<Script> market() throws IOException {
        List<Script> waiting = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("db", "versions"))) {
            for (Path file : files.sorted().toList()) {
                waiting.add(Script.read(file));
            }
        }
        List<Script> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            List<String> done = ordered.stream().map(Script::id).toList();
            List<Script> next = waiting.stream()
                    .filter(script -> done.containsAll(script.parents()))
                    .toList();
            assertThat(next).as("the next of %s", waiting).isNotEmpty();
            ordered.addAll(next);
            waiting.removeAll(next);
        }
        return ordered;
    }

    private static List<Script> reversed(List<Script> scripts) {
        List<Script> reversed = new ArrayList<>(scripts);
        Collections.reverse(reversed);
        return reversed;
    }
}
