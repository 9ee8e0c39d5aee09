package dev.reflux.runtime;

import java.util.regex.Pattern;

/**
 * Recognises statements that act on the session alone, so that a run which goes on half-way through a revision can make
 * its settings again: {@code SET} and {@code RESET}, and {@code set_config} as pg_dump calls it.
 */
final class SessionSetting {

    private static final String BLANKS = "(?:\\s++|--[^\\n]*+\\n|/\\*.*?\\*/)*+";

    private static final Pattern SET = Pattern.compile(BLANKS + "SET\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern OF_TRANSACTION = Pattern.compile(
            BLANKS + "SET\\s+(?:(?:LOCAL|SESSION)\\s+)?TRANSACTION(?:_\\w+)?\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern SETTING = Pattern.compile(
            BLANKS
                    + "(?:SET\\s+(?!LOCAL\\b|TRANSACTION\\b|CONSTRAINTS\\b)"
                    + "|RESET\\s"
                    + "|SELECT\\s+(?:pg_catalog\\s*\\.\\s*)?set_config\\s*\\().*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SessionSetting() {}

    /** Whether it is a {@code SET} of any kind, which reads nothing. */
    static boolean isSet(String statement) {
        return SET.matcher(statement).matches();
    }

    /** Whether it says how the transaction is isolated, which it can only before any query. */
    static boolean isOfTransaction(String statement) {
        return OF_TRANSACTION.matcher(statement).matches();
    }

    static boolean is(String statement) {
        return SETTING.matcher(statement).matches();
    }
}
