package dev.reflux.spring;

import dev.reflux.error.RefluxException;

/** What an operator does about an error at start-up. */
final class FailureAdvice {

    private static final String SECTION = "Correct the property named above; those of Reflux begin with reflux.";

    private FailureAdvice() {}

    static String of(RefluxException failure) {
        return switch (failure.code()) {
            case "config_error" -> config(failure);
            case "usage_error" -> SECTION;
            case "connection_failed" -> connection(failure);
            case "lock_not_acquired" ->
                "Another instance is migrating, or a session that did not end holds the lock."
                        + " Nothing was changed. Wait until that session is done, or end it, and start the application"
                        + " again. If migrations take longer than the timeout, raise reflux.lock.timeout.";
            case "database_ahead" ->
                "A newer build of the application has migrated this database. Start that build, or"
                        + " downgrade the database with the newer build's files before this one starts. If this build is"
                        + " known to work with the newer schema, set reflux.when-ahead to start.";
            case "checksum_mismatch" ->
                "Put the applied files back as they were, and write the change into a new"
                        + " revision. If the change was meant, accept it with the command line: reflux verify --accept."
                        + " reflux.checksums set to warn starts in spite of it.";
            case "invalid_revision_file" ->
                "Correct the file at the place named above, and build the application anew."
                        + " No retry helps before that.";
            case "interrupted_revision" ->
                "Decide by the text above what becomes of the revision that was left half-way:"
                        + " have it finished by a build with its file as it was, or settle it by hand and close it with the"
                        + " command line: reflux stamp. Do not restart in a loop.";
            case "irreversible_revision" -> "Choose a target that needs no downgrade: reflux.target.";
            case "multiple_heads" ->
                "Two branches were put together without a merge. Join them with the command line,"
                        + " reflux merge heads, and build the application anew; or set reflux.target to heads, to a"
                        + " branch, or to a revision.";
            case "database_error" -> database(failure);
            case "cancelled" ->
                "Nothing is to be done where the application was stopped on purpose. It may be started"
                        + " again at any time: what was committed is not run again.";
            case "internal_error" ->
                "Report the error with its stack trace, which the log shows at level debug for"
                        + " org.springframework.boot.diagnostics.";
            default ->
                "Correct the revision files named above, and build the application anew. The command line shows"
                        + " their graph: reflux graph.";
        };
    }

    private static String config(RefluxException failure) {
        String file = failure.file();
        return file != null && file.startsWith("classpath:")
                ? "Put the revision files into " + file.replace("classpath:", "src/main/resources/")
                        + ", name other places by reflux.version-locations, or set reflux.enabled to false. An empty"
                        + " folder is not packaged."
                : SECTION;
    }

    /** Waiting helps against a server that is not there, and not against one that refuses. */
    private static String connection(RefluxException failure) {
        String state = failure.sqlState() == null ? "" : failure.sqlState();
        return switch (state) {
            case "28P01", "28000" ->
                "Correct the user or the password: spring.r2dbc.username and spring.r2dbc.password, or"
                        + " reflux.username and reflux.password. If they are right, look at the server's pg_hba.conf.";
            case "3D000" ->
                "Create the database, or correct its name in spring.r2dbc.url or reflux.url. Where something"
                        + " else is about to create it, set reflux.wait-for-database, for example to 2m.";
            default ->
                "Check that the database server runs, and that this machine reaches it at the address that the"
                        + " log names further up. Where the server may start later than the application, set"
                        + " reflux.wait-for-database, for example to 2m. A restart is safe: what was committed is not run"
                        + " again.";
        };
    }

    /** Class 42 is a fault of the statement; what other transactions did may pass. */
    private static String database(RefluxException failure) {
        String state = failure.sqlState() == null ? "" : failure.sqlState();
        return switch (state) {
            case "42501" ->
                "Grant the database user what is missing, or migrate as another user: reflux.username and"
                        + " reflux.password. Then start the application again.";
            case "55P03", "40P01", "40001" ->
                "Other sessions were in the way. Start the application again when there is"
                        + " less traffic, or have it try again by itself: reflux.retry.max.";
            case "57014" ->
                "The statement took longer than it may, or was cancelled. Raise reflux.timeouts.statement, or"
                        + " divide the revision.";
            case "53100", "53200", "53300" ->
                "Give the database server what it lacks, and start the application again.";
            default ->
                "Correct the revision, or the data that it cannot be applied to, and start the application"
                        + " again: it goes on from the last committed revision.";
        };
    }
}
