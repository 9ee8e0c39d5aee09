package dev.reflux.cli;

import dev.reflux.HistoryQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which revisions to look at, and what to know of the database. */
final class QueryOptions {

    @Option(
            names = {"-r", "--rev-range"},
            paramLabel = "START:END",
            description = "Only a range; either side may be empty, or current.")
    private @Nullable String range;

    @Option(
            names = {"-i", "--indicate-current"},
            description = "Ask the database and mark its current revisions.")
    private boolean indicateCurrent;

    @Option(
            names = "--from",
            paramLabel = "HEADS",
            description = "Version rows in place of the database's, as a,b or base.")
    private @Nullable String from;

    HistoryQuery toHistoryQuery() {
        return new HistoryQuery(range, indicateCurrent, from == null ? null : Heads.parse(from));
    }
}
