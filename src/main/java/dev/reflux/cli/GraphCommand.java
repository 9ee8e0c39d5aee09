package dev.reflux.cli;

import dev.reflux.HistoryQuery;
import dev.reflux.drawing.GraphFormat;
import dev.reflux.error.ExitStatus;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code graph}. */
@Command(description = "Draw the graph of the revisions.")
final class GraphCommand implements CliCommand {

    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Option(
            names = "--format",
            paramLabel = "text|mermaid|dot|svg|html",
            converter = GraphFormatConverter.class,
            description = "What to draw; text without it.")
    private GraphFormat format = GraphFormat.TEXT;

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "Write the drawing there; a file that is there already is replaced. - is standard output.")
    private @Nullable Path file;

    @Mixin
    private QueryOptions query = new QueryOptions();

    @Override
    public int run(Session session) {
        HistoryQuery chosen = query.toHistoryQuery();
        if (file == null || file.equals(STANDARD_OUTPUT)) {
            session.output().graph(format, session.await(session.reflux().graph(format, chosen)));
            return ExitStatus.DONE;
        }
        OutputFile target = OutputFile.of(file);
        target.replaceWith(session.await(session.reflux().graph(format, chosen)));
        session.output().graphWritten(format, target.path());
        return ExitStatus.DONE;
    }
}
