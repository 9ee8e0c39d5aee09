package dev.reflux.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.Reflux;
import dev.reflux.testsupport.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The database of the market service. */
final class Market {

    /** Head of the revisions of the market. */
    static final String HEAD = "c62f81d0a9b7";

    private static final Path REVISIONS = Path.of("db/versions");

    private Market() {}

    /** Brings it to a revision, from here. */
    static void migrate(TestDatabase market, String target) {
        Reflux.builder()
                .url(market.url())
                .locations(REVISIONS.toString())
                .build()
                .upgrade(target)
                .block();
    }

    /** Offers the first product, which has the id 1, by the first user. */
    static void addNovel(TestDatabase market) {
        market.execute(
                "INSERT INTO users (email, given_name, family_name) VALUES ('ada@example.org', 'Ada', '')",
                "INSERT INTO products (category_id, seller_id, title, price)"
                        + " SELECT categories.id, users.id, 'A novel', 3.50 FROM categories, users"
                        + " WHERE slug = 'novels'");
    }

    /** That the market is at its head, and nothing was run twice or in vain on the way. */
    static void assertEachRevisionRanOnce(TestDatabase market) {
        assertThat(market.column("SELECT version_num FROM reflux_version")).containsExactly(HEAD);
        assertThat(market.column("SELECT direction || ' ' || outcome FROM reflux_history"))
                .hasSize(files().size())
                .containsOnly("upgrade succeeded");
        assertThat(market.column("SELECT revision FROM reflux_history")).doesNotHaveDuplicates();
    }

    /** Names of its revision files. */
    static List<String> files() {
        try (Stream<Path> files = Files.list(REVISIONS)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
