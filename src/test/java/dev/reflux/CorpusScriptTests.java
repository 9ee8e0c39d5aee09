package dev.reflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.reflux.config.TransactionMode;
import dev.reflux.error.RefluxException;
import dev.reflux.sql.LineComment;
import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.Statement;
import dev.reflux.sql.StatementScanner;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The scripts that Alembic writes, case by case. The cases lie beside the project; where they are absent this class is
 * skipped.
 *
 * <p>The statements of a revision are those that the case's own script holds for it, so that what is compared is all
 * around them: transactions, the version table, the titles of the steps and the version rows.
 */
class CorpusScriptTests {

    private static final Path CORPUS = Path.of("..", "shared", "corpus", "offline.jsonl");

    static Stream<Arguments> cases() throws IOException {
        if (!Files.isRegularFile(CORPUS)) {
            String skipped = "SKIPPED, no script was compared with Alembic's: the conformance corpus is not at "
                    + CORPUS.toAbsolutePath().normalize();
            return Stream.of(Arguments.of(skipped, MissingNode.getInstance()));
        }
        JsonMapper mapper = JsonMapper.shared();
        return Files.readAllLines(CORPUS).stream()
                .map(mapper::readTree)
                .filter(example -> !example.path("advisory").asBoolean(false))
                .map(example -> Arguments.of(
                        example.get("id").asString() + " "
                                + example.get("source").asString(),
                        example));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void writesTheScriptThatAlembicWrites(String name, JsonNode example, @TempDir Path folder) throws IOException {
        Assumptions.assumeFalse(example.isMissingNode(), name);
        JsonNode expected = example.get("expect");
        Case asked = new Case(example);
        asked.writeFiles(folder);
        if (expected.has("error")) {
            assertThat(catchThrowable(() -> asked.script(folder)))
                    .as("%s", example)
                    .isInstanceOfSatisfying(RefluxException.class, error -> assertThat(error.code())
                            .isEqualTo(expected.get("error").get("type").asString()));
            return;
        }
        String script = asked.script(folder);
        List<Token> actual = asked.read(script);
        boolean free = expected.path("tokens_free").asBoolean(false);
        if (expected.get("order").asString().equals("exact")) {
            assertThat(shown(actual, free)).as("%s%n%s", example, script).isEqualTo(shown(asked.wanted, free));
        } else {
            assertThat(steps(actual, free)).as("%s%n%s", example, script).isEqualTo(steps(asked.wanted, free));
            assertThat(rows(actual)).as("%s%n%s", example, script).isEqualTo(rows(asked.wanted));
        }
    }

    /** A piece of a script: {@code begin}, {@code commit}, {@code table}, {@code running}, {@code statement}, {@code row}. */
    private record Token(String kind, String text) {}

    private static String shown(List<Token> tokens, boolean rowsFree) {
        StringBuilder result = new StringBuilder();
        for (Token token : tokens) {
            if (!(rowsFree && token.kind().equals("row"))) {
                result.append(token.kind()).append(' ').append(token.text()).append('\n');
            }
        }
        return result.toString();
    }

    /** What stands between two titles, by title; transactions between the steps belong to none. */
    private static Map<String, String> steps(List<Token> tokens, boolean rowsFree) {
        Map<String, String> steps = new TreeMap<>();
        String title = "";
        for (Token token : tokens) {
            if (token.kind().equals("running")) {
                title = token.text();
            }
            // Which row is updated and which is inserted depends on the order of the steps
            boolean compared = !token.kind().equals("row") && !(rowsFree && title.isEmpty());
            if (compared) {
                steps.merge(title, token.kind() + " " + token.text() + "\n", String::concat);
            }
        }
        steps.replaceAll((step, text) -> text.replaceAll("(commit \n)?(begin \n)?$", ""));
        return steps;
    }

    /** The rows that a script leaves, beginning with those that it takes for granted. */
    private static Set<String> rows(List<Token> tokens) {
        Set<String> rows = new TreeSet<>();
        for (Token token : tokens) {
            if (token.kind().equals("row")) {
                String[] words = token.text().split(" ", -1);
                switch (words[0]) {
                    case "insert" -> rows.add(words[1]);
                    case "delete" -> rows.remove(words[1]);
                    default -> {
                        rows.remove(words[1]);
                        rows.add(words[2]);
                    }
                }
            }
        }
        return rows;
    }

    /** One line of the corpus. */
    private static final class Case {

        private static final Pattern MARKED = Pattern.compile("(?m)^.*; -- reflux$");
        private static final Pattern RUNNING =
                Pattern.compile("Running (upgrade|downgrade|stamp_revision) ?(.*?) ->(.*)", Pattern.DOTALL);
        private static final Pattern INSERT =
                Pattern.compile("INSERT INTO (\\S.*) \\(version_num\\) VALUES \\('(.*)'\\)");
        private static final Pattern UPDATE =
                Pattern.compile("UPDATE (\\S.*) SET version_num ?= ?'(.*)' WHERE .*version_num = '(.*)'");
        private static final Pattern DELETE = Pattern.compile("DELETE FROM (\\S.*) WHERE .*version_num = '(.*)'");

        private final JsonNode example;
        private final JsonNode config;
        private final List<Token> wanted = new ArrayList<>();
        private final Map<String, StringBuilder> upgrades = new HashMap<>();
        private final Map<String, StringBuilder> downgrades = new HashMap<>();

        Case(JsonNode example) {
            this.example = example;
            this.config = example.get("config");
            example.get("expect").path("tokens").forEach(this::take);
        }

        private @Nullable StringBuilder body;
        private boolean autocommit;

        private void take(JsonNode token) {
            String kind = token.get("kind").asString();
            switch (kind) {
                case "create_version_table" ->
                    wanted.add(new Token("table", table(token.get("sql").asString())));
                case "running" -> start(token);
                case "statement" -> {
                    String sql = token.get("sql").asString();
                    wanted.add(new Token("statement", folded(sql)));
                    append(sql);
                }
                case "version" -> {
                    List<String> op = strings(token.get("op"));
                    wanted.add(new Token("row", String.join(" ", op)));
                    body = null;
                }
                default -> {
                    wanted.add(new Token(kind, ""));
                    autocommit = kind.equals("commit");
                }
            }
        }

        private void start(JsonNode token) {
            String direction = token.get("direction").asString();
            List<String> from = strings(token.get("from"));
            List<String> to = strings(token.get("to"));
            wanted.add(new Token("running", direction + " " + ids(from) + " -> " + ids(to)));
            autocommit = false;
            body = switch (direction) {
                case "upgrade" -> upgrades.computeIfAbsent(to.get(0), id -> new StringBuilder());
                case "downgrade" -> downgrades.computeIfAbsent(from.get(0), id -> new StringBuilder());
                default -> null;
            };
        }

        private void append(String sql) {
            if (body == null) {
                throw new AssertionError("A statement outside of a step: " + example);
            }
            boolean bare = autocommit || SqlLexis.postgresql().traitsOf(sql).isBare(false);
            body.append(bare ? "-- +autocommit\n" : "")
                    .append(sql)
                    .append(";\n")
                    .append(bare ? "-- +end\n" : "");
        }

        void writeFiles(Path folder) throws IOException {
            int number = 0;
            for (JsonNode revision : example.get("revisions")) {
                String id = revision.get("revision").asString();
                String text = "-- revision: " + id
                        + "\n-- down_revision: " + String.join(", ", strings(revision.get("down_revision")))
                        + "\n-- depends_on: " + String.join(", ", strings(revision.get("depends_on")))
                        + "\n-- branch_labels: " + String.join(", ", strings(revision.get("branch_labels")))
                        + "\n-- message: " + revision.path("message").asString("")
                        + "\n\n-- +upgrade\n" + upgrades.getOrDefault(id, new StringBuilder())
                        + "\n-- +downgrade\n" + downgrades.getOrDefault(id, new StringBuilder());
                Files.writeString(folder.resolve(String.format("%03d.sql", number++)), text.replace(": \n", ":\n"));
            }
        }

        String script(Path folder) {
            StringBuilder script = new StringBuilder();
            Reflux reflux = Reflux.builder()
                    .url("r2dbc:postgresql://db.invalid/market")
                    .locations(folder.toString())
                    .configure(values -> values.versionTable(
                                    config.path("version_table").asString("alembic_version"))
                            .versionTableSchema(
                                    config.path("version_table_schema").asString(null))
                            .versionTablePk(config.path("version_table_pk").asBoolean(true))
                            .transaction(transaction()))
                    .build();
            RunOptions options = RunOptions.DEFAULTS.writingTo(script);
            List<String> targets = strings(example.get("target"));
            switch (example.get("command").asString()) {
                case "upgrade" -> reflux.upgrade(targets.get(0), options).block();
                case "downgrade" -> reflux.downgrade(targets.get(0), options).block();
                default -> reflux.stamp(targets, options).block();
            }
            return script.toString();
        }

        private TransactionMode transaction() {
            if (!config.path("transactional_ddl").asBoolean(true)) {
                return TransactionMode.NONE;
            }
            return config.path("transaction_per_migration").asBoolean(false)
                    ? TransactionMode.REVISION
                    : TransactionMode.RUN;
        }

        List<Token> read(String script) {
            StatementScanner scanner = new StatementScanner(
                    new StringReader(MARKED.matcher(script).replaceAll("")), SqlLexis.postgresql());
            List<Token> tokens = new ArrayList<>();
            for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
                if (item instanceof LineComment comment && comment.text().startsWith("Running ")) {
                    tokens.add(running(comment.text()));
                } else if (item instanceof Statement statement) {
                    tokens.add(statement(statement.text()));
                }
            }
            return tokens;
        }

        private Token running(String title) {
            Matcher matcher = RUNNING.matcher(title);
            assertThat(matcher.matches()).as(title).isTrue();
            String to = matcher.group(3).strip();
            // The message is behind the last id
            for (JsonNode revision : example.get("revisions")) {
                to = to.replaceFirst(
                        ", " + Pattern.quote(revision.path("message").asString("")) + "$", "");
            }
            return new Token(
                    "running", matcher.group(1) + " " + matcher.group(2).strip() + " -> " + to);
        }

        private Token statement(String text) {
            Matcher row = row(text);
            if (row != null) {
                assertThat(row.group(1)).isEqualTo(versionTable());
                String op = text.substring(0, text.indexOf(' ')).toLowerCase(java.util.Locale.ROOT);
                String ids = op.equals("update") ? row.group(3) + " " + row.group(2) : row.group(2);
                return new Token("row", op + " " + ids);
            }
            return switch (text) {
                case "BEGIN" -> new Token("begin", "");
                case "COMMIT" -> new Token("commit", "");
                default ->
                    text.startsWith("CREATE TABLE IF NOT EXISTS " + versionTable())
                            ? new Token("table", table(text))
                            : new Token("statement", folded(text));
            };
        }

        private @Nullable Matcher row(String text) {
            return Stream.of(INSERT, UPDATE, DELETE)
                    .map(pattern -> pattern.matcher(text))
                    .filter(Matcher::matches)
                    .findFirst()
                    .orElse(null);
        }

        private String versionTable() {
            String table = quoted(config.path("version_table").asString("alembic_version"));
            String schema = config.path("version_table_schema").asString(null);
            return schema == null ? table : quoted(schema) + "." + table;
        }

        private static String quoted(String name) {
            return name.matches("[a-z_]+") ? name : '"' + name + '"';
        }

        /** Alembic's column is of another width, and it does not say IF NOT EXISTS. */
        private static String table(String sql) {
            return folded(sql)
                    .replace("IF NOT EXISTS ", "")
                    .replaceAll("(?i)varchar\\(\\d+\\)", "varchar")
                    .replace("( ", "(")
                    .replace(" )", ")");
        }

        private static String folded(String sql) {
            return sql.strip().replaceAll("\\s+", " ");
        }

        private static String ids(List<String> ids) {
            return String.join(", ", ids);
        }

        private static List<String> strings(@Nullable JsonNode node) {
            List<String> result = new ArrayList<>();
            if (node != null && node.isArray()) {
                node.forEach(element -> result.add(element.asString()));
            } else if (node != null && !node.isNull()) {
                result.add(node.asString());
            }
            return result;
        }
    }
}
