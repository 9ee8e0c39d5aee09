package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.ScriptText;
import dev.reflux.script.source.TextChecksum;
import dev.reflux.sql.SqlLexis;
import java.util.Map;

/**
 * The statements of a {@code .sql} revision file, read without ever holding the file: memory goes with its largest
 * statement, and not at all with its COPY data.
 *
 * <p>Placeholders are names with their values; with none given, {@code ${…}} in the file is plain text. The checksum is
 * that of the file before they are replaced.
 */
public final class SqlRevisionFile {

    private final RevisionSource source;
    private final SqlLexis lexis;

    /** A file that nothing is read of yet. */
    public SqlRevisionFile(RevisionSource source, SqlLexis lexis) {
        this.source = source;
        this.lexis = lexis;
    }

    /**
     * Reads the whole file once, and checks it.
     *
     * @throws InvalidRevisionFileException when the file breaks a rule, at the place where it does
     */
    public SqlRevisionSummary inspect(Map<String, String> placeholders) {
        TextChecksum checksum = new TextChecksum();
        SummaryCollector upgrade = new SummaryCollector();
        SummaryCollector downgrade = new SummaryCollector();
        try (SqlScriptReader reader = new SqlScriptReader(source, lexis, placeholders, checksum)) {
            for (ScriptStatement next = reader.next(); next != null; next = reader.next()) {
                (reader.section() == SqlMarker.DOWNGRADE ? downgrade : upgrade).add(next, reader.part());
            }
            boolean reversible = reader.hasSeen(SqlMarker.DOWNGRADE);
            return new SqlRevisionSummary(
                    checksum.finish(),
                    new SqlRevisionSummary.Section(upgrade.finish()),
                    reversible ? new SqlRevisionSummary.Section(downgrade.finish()) : null);
        }
    }

    /** Opens the way up. */
    public SqlScript openUpgrade(Map<String, String> placeholders) {
        return open(SqlMarker.UPGRADE, placeholders);
    }

    /** Opens the way down; when there is none, the first statement asked for fails. */
    public SqlScript openDowngrade(Map<String, String> placeholders) {
        return open(SqlMarker.DOWNGRADE, placeholders);
    }

    /** Reads the body as it is written; placeholders stay names. */
    ScriptText text() {
        return new SqlTextReader(source, lexis).read();
    }

    private SqlScript open(SqlMarker wanted, Map<String, String> placeholders) {
        return new SqlScript(new SqlScriptReader(source, lexis, placeholders, null), wanted, source.name());
    }
}
