package dev.reflux.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stamp TARGETS…}. */
@Command(description = "Set the version rows to targets without running any revision.")
final class StampCommand implements CliCommand {

    @Mixin
    private MigrationOptions options = new MigrationOptions();

    @Option(names = "--purge", description = "Remove all version rows first.")
    private boolean purge;

    @Parameters(paramLabel = "TARGETS", arity = "1..*", description = "Such as head, base, ids or their beginnings.")
    private List<String> targets = new ArrayList<>();

    @Override
    public int run(Session session) {
        return MigrationRun.of(session, options.toRunOptions(purge))
                .run((reflux, chosen) -> reflux.stamp(targets, chosen));
    }
}
