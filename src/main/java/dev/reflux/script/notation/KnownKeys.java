package dev.reflux.script.notation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which key was meant by an unknown one. */
final class KnownKeys {

    /** Words of Alembic's operations, and what is called so here. */
    private static final Map<String, List<String>> FOREIGN = Map.ofEntries(
            Map.entry("table_name", List.of("table", "name")),
            Map.entry("source_table", List.of("table")),
            Map.entry("column_name", List.of("name")),
            Map.entry("constraint_name", List.of("name")),
            Map.entry("index_name", List.of("name")),
            Map.entry("new_column_name", List.of("new_name")),
            Map.entry("new_table_name", List.of("new_name")),
            Map.entry("server_default", List.of("default_sql")),
            Map.entry("existing_server_default", List.of("existing_default_sql")),
            Map.entry("autoincrement", List.of("identity")),
            Map.entry("local_cols", List.of("columns")),
            Map.entry("remote_cols", List.of("referent_columns")),
            Map.entry("ops", List.of("opclass")),
            Map.entry("create_unique", List.of("create_unique_constraint")),
            Map.entry("create_check", List.of("create_check_constraint")),
            Map.entry("add_constraint", List.of("create_check_constraint")),
            Map.entry("alter_table", List.of("alter_column")),
            Map.entry("sql", List.of("execute")),
            Map.entry("insert", List.of("bulk_insert")));

    private static final String PREFIX = "postgresql_";

    private KnownKeys() {}

    /** A sentence that names the key that was most likely meant, else all there are. */
    static String advice(String word, List<String> known) {
        String folded = Nearest.folded(word);
        String bare = folded.startsWith(PREFIX) ? folded.substring(PREFIX.length()) : folded;
        Optional<String> meant = FOREIGN.getOrDefault(bare, List.of()).stream()
                .filter(known::contains)
                .findFirst();
        return meant.or(() -> Nearest.to(bare, known))
                .map(nearest -> "The nearest known one is " + nearest + ".")
                .orElseGet(() -> "Known are " + String.join(", ", known) + ".");
    }
}
