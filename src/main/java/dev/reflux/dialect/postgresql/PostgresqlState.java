package dev.reflux.dialect.postgresql;

import static dev.reflux.dialect.postgresql.PostgresqlText.identifier;
import static dev.reflux.dialect.postgresql.PostgresqlText.literal;

import dev.reflux.dialect.AppliedRevision;
import dev.reflux.dialect.DatabaseState;
import dev.reflux.dialect.HistoryEntry;
import dev.reflux.dialect.HistoryRecord;
import dev.reflux.dialect.RecordedChecksums;
import dev.reflux.dialect.StateStatements;
import dev.reflux.dialect.StateTables;
import dev.reflux.dialect.UnfinishedRevision;
import dev.reflux.engine.ResultRow;
import dev.reflux.engine.StatementResult;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The version and the history table. */
final class PostgresqlState implements StateStatements {

    /** Outcomes that {@code progress_hash} marks as half-way: something of the revision has been committed. */
    private static final String UNFINISHED = "outcome <> 'succeeded' AND progress_hash IS NOT NULL";

    /** A success stands, whatever a run that has lost its lock may think. */
    private static final String NOT_YET_DONE = " AND outcome <> 'succeeded'";

    /** Begins the line of the intent, the last one of {@code error}. */
    private static final String INTENT = "reflux intent: ";

    /** What becomes of that where an error speaks of it; no part of it can make up the other anew. */
    private static final String NO_INTENT = "reflux-intent: ";

    private static final int NEW_ENUM_VALUES_USABLE = 170_000;

    private final StateTables tables;
    private final String versions;
    private final @Nullable String history;

    PostgresqlState(StateTables tables) {
        this.tables = tables;
        this.versions = PostgresqlText.table(tables, tables.versionTable());
        this.history = tables.historyTable() == null ? null : PostgresqlText.table(tables, tables.historyTable());
    }

    /**
     * A block that looks for the tables before it touches them, since one message cannot otherwise read a table that may
     * not be there; its answer is handed to the next statement in a setting that ends with the message.
     */
    @Override
    public List<String> read() {
        return read(null);
    }

    @Override
    public List<String> readWithChecksums(String fingerprint) {
        return read(fingerprint);
    }

    private List<String> read(@Nullable String fingerprint) {
        return List.of(
                lookUp(fingerprint),
                """
                SELECT j->>'schema' AS schema, (j->>'schema_exists')::bool AS schema_exists,
                    (j->>'width')::integer AS width, (j->>'versions')::bool AS versions, (j->>'history')::bool AS history,
                    pg_catalog.current_setting('server_version_num')::integer AS server_version,
                    ARRAY(SELECT pg_catalog.jsonb_array_elements_text(j->'heads')) AS heads,
                    (j->>'as_expected')::bool AS as_expected,
                    ARRAY(SELECT pg_catalog.jsonb_array_elements_text(j->'checksums')) AS checksums, NULL::bigint AS id,
                    NULL::text AS revision, NULL::text AS direction, NULL::integer AS statements,
                    NULL::text AS progress_hash, NULL::text AS intent
                FROM (SELECT pg_catalog.current_setting('reflux.state')::jsonb AS j) s
                UNION ALL
                SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, u.*
                FROM pg_catalog.jsonb_to_recordset(pg_catalog.current_setting('reflux.state')::jsonb->'unfinished')
                    AS u(id bigint, revision text, direction text, statements integer, progress_hash text, intent text)""");
    }

    private String lookUp(@Nullable String fingerprint) {
        String block = " DECLARE s text := " + literal(tables.schema()) + "; v regclass; h regclass; width integer;"
                + " heads jsonb := '[]'; unfinished jsonb := '[]'; as_expected boolean; checksums jsonb := '[]'; BEGIN"
                + " v := pg_catalog.to_regclass(" + literal(versions) + ");"
                + " IF v IS NULL THEN s := coalesce(s, pg_catalog.current_schema());"
                + " ELSE SELECT n.nspname, a.atttypmod - 4 INTO s, width FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_catalog.pg_attribute a"
                + " ON a.attrelid = c.oid AND a.attname = 'version_num' AND a.atttypmod > 4 WHERE c.oid = v;"
                + " EXECUTE pg_catalog.format('SELECT coalesce(pg_catalog.jsonb_agg(version_num), ''[]'') FROM %s WHERE version_num IS NOT NULL', v)"
                + " INTO heads; END IF;" + historyLookUp() + checksumLookUp(fingerprint)
                + " PERFORM pg_catalog.set_config('reflux.state', pg_catalog.jsonb_build_object('schema', s,"
                + " 'schema_exists', s IS NOT NULL AND pg_catalog.to_regnamespace(pg_catalog.quote_ident(s)) IS NOT NULL,"
                + " 'width', width, 'versions', v IS NOT NULL, 'history', h IS NOT NULL,"
                + " 'heads', heads, 'unfinished', unfinished, 'as_expected', as_expected, 'checksums', checksums)::text,"
                + " true); END ";
        return anonymous(block);
    }

    private String historyLookUp() {
        if (tables.historyTable() == null) {
            return "";
        }
        String select = "SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', id, 'revision',"
                + " revision, 'direction', direction, 'statements', statements, 'progress_hash', progress_hash,"
                + " 'intent', substring(error from '(?:^|\n)" + INTENT
                + "([^\n]*)$')) ORDER BY id), '[]') FROM %s WHERE " + UNFINISHED;
        return " IF s IS NOT NULL THEN h := pg_catalog.to_regclass(pg_catalog.format('%I.%I', s, "
                + literal(tables.historyTable()) + ")); END IF;"
                + " IF h IS NOT NULL THEN EXECUTE pg_catalog.format(" + literal(select) + ", h) INTO unfinished;"
                + " END IF;";
    }

    /** The checksums themselves are gathered only where their fingerprint is another: there may be thousands. */
    private String checksumLookUp(@Nullable String fingerprint) {
        if (tables.historyTable() == null || fingerprint == null) {
            return "";
        }
        String recorded = " FROM (" + newest("%s") + ") n WHERE checksum IS NOT NULL";
        String digest =
                "SELECT pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(coalesce(pg_catalog.string_agg("
                        + "pg_catalog.concat(revision, ' ', checksum, pg_catalog.chr(10)), '' ORDER BY revision COLLATE \"C\"),"
                        + " ''), 'UTF8')), 'hex') = " + literal(fingerprint) + recorded;
        String list =
                "SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.concat(checksum, ' ', revision)), '[]')" + recorded;
        return " IF h IS NOT NULL THEN EXECUTE pg_catalog.format(" + literal(digest) + ", h) INTO as_expected;"
                + " IF NOT as_expected THEN EXECUTE pg_catalog.format(" + literal(list) + ", h) INTO checksums;"
                + " END IF; ELSE as_expected := false; END IF;";
    }

    /**
     * The newest rows of revisions, one for each that is applied by what the history knows. A stamp says what is applied and
     * nothing of the file, unless it has a checksum: then it accepts the file.
     */
    private static String newest(String table) {
        return "SELECT * FROM (SELECT DISTINCT ON (revision) revision, down_revisions, direction, checksum, finished_at,"
                + " applied_by, host, tool_version FROM " + table + " WHERE outcome = 'succeeded'"
                + " AND (direction <> 'stamp' OR checksum IS NOT NULL) ORDER BY revision, id DESC) r"
                + " WHERE direction <> 'downgrade'";
    }

    /** Who accepts a file later did not apply it: that is told by the newest row that is no stamp. */
    @Override
    public String readApplied() {
        return "SELECT n.revision, n.down_revisions, n.checksum,"
                + " CASE WHEN a.revision IS NULL THEN n.finished_at ELSE a.finished_at END AS finished_at,"
                + " coalesce(a.applied_by, n.applied_by) AS applied_by,"
                + " CASE WHEN a.revision IS NULL THEN n.host ELSE a.host END AS host,"
                + " coalesce(a.tool_version, n.tool_version) AS tool_version FROM (" + newest(history()) + ") n"
                + " LEFT JOIN (SELECT DISTINCT ON (revision) revision, direction, finished_at, applied_by, host,"
                + " tool_version FROM " + history() + " WHERE outcome = 'succeeded' AND direction <> 'stamp'"
                + " ORDER BY revision, id DESC) a ON a.revision = n.revision AND a.direction = 'upgrade'";
    }

    @Override
    public AppliedRevision decodeApplied(ResultRow row) {
        String down = row.get("down_revisions", String.class);
        return new AppliedRevision(
                row.require("revision", String.class),
                down == null || down.isEmpty() ? List.of() : List.of(down.split(", ", -1)),
                row.get("checksum", String.class),
                row.get("finished_at", OffsetDateTime.class),
                row.require("applied_by", String.class),
                row.get("host", String.class),
                row.require("tool_version", String.class));
    }

    @Override
    public DatabaseState decode(List<StatementResult> results) {
        List<ResultRow> rows = results.get(results.size() - 1).rows();
        ResultRow first = rows.get(0);
        List<UnfinishedRevision> unfinished =
                rows.stream().skip(1).map(PostgresqlState::decodeUnfinished).toList();
        return new DatabaseState(
                first.get("schema", String.class),
                first.require("schema_exists", Boolean.class),
                first.get("width", Integer.class),
                first.require("versions", Boolean.class),
                first.require("history", Boolean.class),
                first.require("server_version", Integer.class) >= NEW_ENUM_VALUES_USABLE,
                List.of(first.require("heads", String[].class)).stream()
                        .sorted()
                        .toList(),
                unfinished,
                decodeChecksums(first));
    }

    private static RecordedChecksums decodeChecksums(ResultRow row) {
        Boolean asExpected = row.get("as_expected", Boolean.class);
        if (asExpected == null) {
            return new RecordedChecksums.Unread();
        }
        if (asExpected) {
            return new RecordedChecksums.AsExpected();
        }
        Map<String, String> checksums = new HashMap<>();
        for (String entry : row.require("checksums", String[].class)) {
            int blank = entry.indexOf(' ');
            checksums.put(entry.substring(blank + 1), entry.substring(0, blank));
        }
        return new RecordedChecksums.Listed(checksums);
    }

    private static UnfinishedRevision decodeUnfinished(ResultRow row) {
        return new UnfinishedRevision(
                row.require("id", Long.class),
                row.require("revision", String.class),
                row.require("direction", String.class),
                row.require("statements", Integer.class),
                row.require("progress_hash", String.class),
                row.get("intent", String.class));
    }

    @Override
    public String createSchema() {
        if (tables.schema() == null) {
            throw new IllegalStateException("No schema is known");
        }
        return "CREATE SCHEMA IF NOT EXISTS " + identifier(tables.schema());
    }

    @Override
    public String createVersionTable() {
        String key = tables.versionTablePk()
                ? ", CONSTRAINT " + identifier(tables.versionTable() + "_pkc") + " PRIMARY KEY (version_num)"
                : "";
        return "CREATE TABLE IF NOT EXISTS " + versions + " (version_num varchar(64) NOT NULL" + key + ")";
    }

    @Override
    public String createHistoryTable() {
        return "CREATE TABLE IF NOT EXISTS " + history() + " (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                + " run_id uuid NOT NULL, revision varchar(64) NOT NULL, down_revisions text,"
                + " direction varchar(16) NOT NULL, outcome varchar(16) NOT NULL, message text, checksum varchar(64),"
                + " progress_hash varchar(64), statements integer NOT NULL, error text,"
                + " started_at timestamptz NOT NULL, finished_at timestamptz, elapsed_ms bigint,"
                + " applied_by text NOT NULL, host text, tool_version text NOT NULL)";
    }

    @Override
    public String insertVersion(String id) {
        return "INSERT INTO " + versions + " (version_num) VALUES (" + literal(id) + ")";
    }

    @Override
    public String updateVersion(String from, String to) {
        return "UPDATE " + versions + " SET version_num = " + literal(to) + " WHERE version_num = " + literal(from);
    }

    @Override
    public String deleteVersion(String id) {
        return "DELETE FROM " + versions + " WHERE version_num = " + literal(id);
    }

    @Override
    public String deleteAllVersions() {
        return "DELETE FROM " + versions;
    }

    /**
     * One line, so that a script can mark it. Reads the table as the session would that has set nothing: in the middle of a
     * revision its role and search path are the revision's, and count again afterwards.
     */
    @Override
    public String guard(List<String> expectedHeads) {
        String expected = expectedHeads.stream()
                .sorted()
                .map(PostgresqlText::literal)
                .collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
        return anonymous(" DECLARE found text[]; path text := pg_catalog.current_setting('search_path');"
                + " who text := pg_catalog.current_setting('role'); BEGIN"
                + " PERFORM pg_catalog.set_config('role', 'none', true), pg_catalog.set_config('search_path', reset_val,"
                + " true) FROM pg_catalog.pg_settings WHERE name = 'search_path';"
                + " found := ARRAY(SELECT version_num::text FROM " + versions + " ORDER BY version_num COLLATE \"C\");"
                + " IF found IS DISTINCT FROM " + expected
                + " THEN RAISE EXCEPTION 'This script continues from revisions % but the database is at %; nothing of"
                + " this transaction is applied.', " + expected + ", found; END IF;"
                + " PERFORM pg_catalog.set_config('search_path', path, true), pg_catalog.set_config('role', who, true);"
                + " END ");
    }

    private static String anonymous(String block) {
        return "DO " + PostgresqlText.dollarQuoted(block);
    }

    @Override
    public String insertSucceeded(HistoryRecord record, int statements, Started started) {
        return insert(record, "succeeded", statements, null, null, started);
    }

    @Override
    public String insertFailed(HistoryRecord record, int statements, String error, Started started) {
        return insert(record, "failed", statements, null, withoutForgery(error), started);
    }

    @Override
    public String insertRunning(HistoryRecord record, int statements, String progressHash) {
        return "INSERT INTO " + history() + " (run_id, revision, down_revisions, direction, outcome, message, checksum,"
                + " progress_hash, statements, started_at, applied_by, host, tool_version) VALUES ("
                + identity(record, "running") + ", " + literal(progressHash) + ", " + statements
                + ", pg_catalog.clock_timestamp(), session_user, " + origin(record) + ") RETURNING id";
    }

    private String insert(
            HistoryRecord record,
            String outcome,
            int statements,
            @Nullable String progressHash,
            @Nullable String error,
            Started started) {
        return "INSERT INTO " + history() + " (run_id, revision, down_revisions, direction, outcome, message, checksum,"
                + " progress_hash, statements, error, started_at, finished_at, elapsed_ms, applied_by, host,"
                + " tool_version) VALUES (" + identity(record, outcome) + ", " + literal(progressHash) + ", "
                + statements + ", " + literal(error) + ", " + times(started) + ", session_user, " + origin(record)
                + ")";
    }

    private static String identity(HistoryRecord record, String outcome) {
        return literal(record.runId().toString()) + ", " + literal(record.revision()) + ", "
                + literal(record.downRevisions()) + ", " + literal(record.direction()) + ", " + literal(outcome) + ", "
                + literal(record.message()) + ", " + literal(record.checksum());
    }

    private static String origin(HistoryRecord record) {
        return literal(record.host()) + ", " + literal(record.toolVersion());
    }

    /**
     * Start, finish and elapsed time. {@code statement_timestamp()} is when the message arrived, so that a step sent in
     * one message is timed by the server alone.
     */
    private static String times(Started started) {
        if (!(started instanceof Started.Ago ago)) {
            return "pg_catalog.clock_timestamp(), pg_catalog.clock_timestamp(), NULL";
        }
        String start = "pg_catalog.statement_timestamp() - interval '" + ago.milliseconds() + " milliseconds'";
        return start + ", pg_catalog.clock_timestamp(), " + elapsedSince("(" + start + ")");
    }

    private static String elapsedSince(String start) {
        return "(extract(epoch FROM pg_catalog.clock_timestamp() - " + start + ") * 1000)::bigint";
    }

    @Override
    public String updateProgress(long id, int statements, String progressHash) {
        return "UPDATE " + history() + " SET outcome = 'running', error = NULL, statements = " + statements
                + ", progress_hash = " + literal(progressHash) + " WHERE id = " + id + NOT_YET_DONE;
    }

    @Override
    public String updateIntent(long id, int statements, String progressHash, String intent) {
        return "UPDATE " + history() + " SET outcome = 'running', error = " + literal(INTENT + intent)
                + ", statements = " + statements + ", progress_hash = " + literal(progressHash) + " WHERE id = " + id
                + NOT_YET_DONE;
    }

    @Override
    public String finishSucceeded(long id, int statements, String progressHash, @Nullable String checksum) {
        return finish(
                id,
                "succeeded",
                "error = NULL, statements = " + statements + ", progress_hash = " + literal(progressHash)
                        + ", checksum = " + literal(checksum));
    }

    @Override
    public String finishFailed(long id, String error, @Nullable String intent) {
        String said = withoutForgery(error);
        String text = intent == null ? said : said + '\n' + INTENT + intent;
        return finish(id, "failed", "error = " + literal(text));
    }

    /** Whatever a server or a statement says, it records no intent. */
    private static String withoutForgery(String error) {
        return error.replace(INTENT, NO_INTENT);
    }

    /** The progress is forgotten: the row no longer counts as unfinished. */
    @Override
    public String closeUnfinished(long id, String reason) {
        return finish(id, "failed", "progress_hash = NULL, error = " + literal(withoutForgery(reason)));
    }

    private String finish(long id, String outcome, String more) {
        return "UPDATE " + history() + " SET outcome = " + literal(outcome)
                + ", finished_at = pg_catalog.clock_timestamp(), elapsed_ms = " + elapsedSince("started_at") + ", "
                + more + " WHERE id = " + id + NOT_YET_DONE;
    }

    @Override
    public String isDone(HistoryRecord record) {
        return isThere("run_id = " + literal(record.runId().toString()) + " AND revision = "
                + literal(record.revision()) + " AND direction = " + literal(record.direction())
                + " AND outcome = 'succeeded'");
    }

    @Override
    public String hasReached(long id, int statements) {
        return isThere("id = " + id + " AND statements >= " + statements);
    }

    private String isThere(String condition) {
        return "SELECT EXISTS (SELECT FROM " + history() + " WHERE " + condition + ") AS committed";
    }

    @Override
    public String readHistory(int limit) {
        return "SELECT id, run_id, revision, down_revisions, direction, outcome, message, checksum, statements, error,"
                + " started_at, finished_at, elapsed_ms, applied_by, host, tool_version FROM " + history()
                + " ORDER BY id DESC" + (limit == 0 ? "" : " LIMIT " + limit);
    }

    @Override
    public HistoryEntry decodeHistory(ResultRow row) {
        return new HistoryEntry(
                row.require("id", Long.class),
                row.require("run_id", UUID.class),
                row.require("revision", String.class),
                row.get("down_revisions", String.class),
                row.require("direction", String.class),
                row.require("outcome", String.class),
                row.get("message", String.class),
                row.get("checksum", String.class),
                row.require("statements", Integer.class),
                withoutIntent(row.get("error", String.class)),
                row.require("started_at", OffsetDateTime.class),
                row.get("finished_at", OffsetDateTime.class),
                row.get("elapsed_ms", Long.class),
                row.require("applied_by", String.class),
                row.get("host", String.class),
                row.require("tool_version", String.class));
    }

    private static @Nullable String withoutIntent(@Nullable String error) {
        int lastLine = error == null ? 0 : error.lastIndexOf('\n') + 1;
        if (error == null || !error.startsWith(INTENT, lastLine)) {
            return error;
        }
        return lastLine == 0 ? null : error.substring(0, lastLine - 1);
    }

    private String history() {
        if (history == null) {
            throw new IllegalStateException("The history is switched off");
        }
        return history;
    }
}
