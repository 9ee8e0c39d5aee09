package dev.reflux.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the two streams.
 *
 * @param out whether standard output is a terminal that knows escape sequences
 * @param err whether the error stream is one
 * @param colors whether colours are welcome on a terminal
 */
record Terminal(boolean out, boolean err, boolean colors) {

    /** Files and pipes. */
    static final Terminal NONE = new Terminal(false, false, false);

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** Looks at the streams: only those of the process itself can be a terminal. */
    static Terminal detect(PrintStream out, PrintStream err, boolean noColor) {
        boolean ownOut = out.equals(System.out);
        boolean ownErr = err.equals(System.err);
        UnaryOperator<@Nullable String> variable = System::getenv;
        return (ownOut || ownErr) && isCapable(variable)
                ? new Terminal(
                        ownOut && isTerminal(1),
                        ownErr && isTerminal(2),
                        !noColor && !isSet(variable.apply("NO_COLOR")))
                : NONE;
    }

    /** See no-color.org and terminfo: a missing or dumb terminal knows no sequences. */
    private static boolean isCapable(UnaryOperator<@Nullable String> variable) {
        String kind = variable.apply("TERM");
        return isSet(kind) && !"dumb".equals(kind);
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    /** Asks the system where it tells, since Java's own console speaks for standard input and output together. */
    private static boolean isTerminal(int descriptor) {
        Path link = DESCRIPTORS.resolve(Integer.toString(descriptor));
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException unknown) {
            return consoleIsTerminal();
        }
    }

    /** From JDK 22 on there may be a console where there is no terminal, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // answered by the method below where it is no longer null
    private static boolean consoleIsTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException olderJdk) {
            return true;
        }
    }

    Style outStyle() {
        return new Style(out && colors);
    }

    Style errStyle() {
        return new Style(err && colors);
    }
}
