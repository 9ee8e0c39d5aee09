package dev.reflux.runtime;

import java.util.regex.Pattern;

/**
 * Recognises statements that act on the session alone, so that a run which goes on half-way through a revision can make
 * its settings again: {@code SET} and {@code RESET}, and {@code set_config} as pg_dump calls it.
 */
final class SessionSetting {

    private static final Pattern SETTING = Pattern.compile(
            "(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*"
                    + "(?:SET\\s+(?!LOCAL\\b|TRANSACTION\\b|CONSTRAINTS\\b)"
                    + "|RESET\\s"
                    + "|SELECT\\s+(?:pg_catalog\\s*\\.\\s*)?set_config\\s*\\().*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SessionSetting() {}

    static boolean is(String statement) {
        return SETTING.matcher(statement).matches();
    }
}
