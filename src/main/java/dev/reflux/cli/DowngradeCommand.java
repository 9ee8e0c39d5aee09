package dev.reflux.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code downgrade TARGET}. */
@Command(description = "Downgrade the database to a target.")
final class DowngradeCommand implements CliCommand {

    @Mixin
    private MigrationOptions options = new MigrationOptions();

    @Parameters(paramLabel = "TARGET", description = "Such as -1, base, an id or its beginning; with --sql A:B.")
    private String target = "";

    @Override
    public int run(Session session) {
        return MigrationRun.of(session, options.toRunOptions(false))
                .run((reflux, chosen) -> reflux.downgrade(target, chosen));
    }
}
