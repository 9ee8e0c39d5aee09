package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.Dialects;
import dev.reflux.operation.AddColumn;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.CreateTableComment;
import dev.reflux.operation.Operation;
import dev.reflux.operation.RenameTable;
import dev.reflux.schema.Columns;
import dev.reflux.schema.Types;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is written in another way means the same to the server. */
@ExtendWith(PostgresServer.class)
class SqlOperationsIntegrationTests {

    private static final String NAME = "q\"\\0041 ${a}${b}";
    private static final String TEXT = "it's \\$ ${a.b-c}\\n${x}$${y} \\'";

    @Test
    void theServerPutsNamesAndValuesTogetherAgain(TestDatabase database) {
        run(
                database,
                CreateTable.builder("t")
                        .columns(Columns.column("plain", Types.text())
                                .defaultValue("${x}")
                                .build())
                        .build(),
                AddColumn.builder(
                                "t",
                                Columns.column("c${x}", Types.text())
                                        .defaultValue(TEXT)
                                        .build())
                        .build(),
                CreateTableComment.builder("t", TEXT).build(),
                RenameTable.builder("t", NAME).build());

        assertThat(database.column("SELECT relname FROM pg_class WHERE relname LIKE 'q%'"))
                .containsExactly(NAME);
        assertThat(database.value("SELECT obj_description(oid) FROM pg_class WHERE relname LIKE 'q%'"))
                .isEqualTo(TEXT);
        database.execute("INSERT INTO \"" + NAME.replace("\"", "\"\"") + "\" DEFAULT VALUES");
        assertThat(database.value("SELECT \"plain\" FROM \"" + NAME.replace("\"", "\"\"") + "\""))
                .isEqualTo("${x}");
        assertThat(database.value("SELECT \"c${x}\" FROM \"" + NAME.replace("\"", "\"\"") + "\""))
                .isEqualTo(TEXT);
    }

    /** As they are read where placeholders are in use, all of which would be replaced. */
    private static void run(TestDatabase database, Operation... operations) {
        Dialect dialect = Dialects.forUrl(null);
        String section = new SqlOperations(dialect.operations(), dialect.lexis()).write(List.of(operations));
        RevisionSource source = RevisionSource.ofText("a.sql", "-- +upgrade\n" + section);
        Map<String, String> placeholders = Map.of("a", "1", "b", "2", "a.b-c", "3", "x", "4", "y", "5");
        try (SqlScript script = new SqlRevisionFile(source, dialect.lexis()).openUpgrade(placeholders)) {
            for (ScriptStatement next = script.next(); next != null; next = script.next()) {
                database.execute(next.text());
            }
        }
    }
}
