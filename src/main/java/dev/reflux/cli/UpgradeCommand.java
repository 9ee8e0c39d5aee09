package dev.reflux.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code upgrade TARGET}. */
@Command(description = "Upgrade the database to a target.")
final class UpgradeCommand implements CliCommand {

    @Mixin
    private MigrationOptions options = new MigrationOptions();

    @Parameters(
            paramLabel = "TARGET",
            description = "Such as head, heads, +1, an id or its beginning; with --sql also A:B.")
    private String target = "";

    @Override
    public int run(Session session) {
        return MigrationRun.of(session, options.toRunOptions(false))
                .run((reflux, chosen) -> reflux.upgrade(target, chosen));
    }
}
