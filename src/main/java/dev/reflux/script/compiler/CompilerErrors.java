package dev.reflux.script.compiler;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Makes one error of what the compiler says. */
final class CompilerErrors {

    private static final int MOST_LISTED = 5;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(?:at |\\.\\.\\. \\d+ more)");
    private static final String DUPLICATE = "compiler.err.duplicate.class";

    private final List<JavaSource> sources;
    private final List<Diagnostic<? extends JavaFileObject>> errors;
    private final String output;

    /**
     * Errors of a compilation.
     *
     * @param sources all that was compiled
     * @param diagnostics what the compiler said
     * @param output what it printed besides
     */
    CompilerErrors(List<JavaSource> sources, List<Diagnostic<? extends JavaFileObject>> diagnostics, String output) {
        this.sources = sources;
        this.errors = diagnostics.stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .toList();
        this.output = output.strip();
    }

    /** At the place of the first one. */
    InvalidRevisionFileException exception() {
        if (errors.isEmpty()) {
            return new InvalidRevisionFileException(
                    "The Java files of the version locations cannot be compiled, and the compiler does not say why: "
                            + (output.isEmpty() ? "it prints nothing" : withoutStackTrace(output))
                            + ". Compile them with javac to find out.",
                    sources.get(0).place());
        }
        String first = "The Java compiler refuses " + describe(errors.get(0)) + advice(errors.get(0));
        return new InvalidRevisionFileException(first + others(), place(errors.get(0)));
    }

    /** A compiler that crashes, as over code that is nested too deeply, shows its own insides. */
    private static String withoutStackTrace(String output) {
        return output.lines()
                .filter(line -> !STACK_FRAME.matcher(line).lookingAt())
                .collect(Collectors.joining("\n"));
    }

    private String others() {
        if (errors.size() == 1) {
            return "";
        }
        String listed = errors.stream()
                .skip(1)
                .limit(MOST_LISTED)
                .map(each -> "\n  " + describe(each))
                .collect(Collectors.joining());
        int more = errors.size() - 1 - MOST_LISTED;
        return " It also says:" + listed + (more > 0 ? "\n  and " + more + " more." : "");
    }

    private static String describe(Diagnostic<? extends JavaFileObject> error) {
        String message = error.getMessage(Locale.ROOT)
                .strip()
                .replaceAll("\\s*\\R\\s*", "; ")
                .replaceAll("\\s+", " ");
        String where = place(error).describe();
        return (where.isEmpty() ? "the files" : where) + ": " + message + (message.endsWith(".") ? "" : ".");
    }

    /** Two revisions with one message easily get one class name. */
    private String advice(Diagnostic<? extends JavaFileObject> error) {
        if (!error.getCode().equals(DUPLICATE)) {
            return " Correct the file.";
        }
        String message = error.getMessage(Locale.ROOT);
        String simple = message.substring(Math.max(message.lastIndexOf('.'), message.lastIndexOf(' ')) + 1);
        String others = sources.stream()
                .filter(each -> each != error.getSource() && each.declares(simple))
                .map(each -> each.source().name())
                .collect(Collectors.joining(", "));
        return " All files are compiled together" + (others.isEmpty() ? "" : "; the class is also in " + others)
                + ". Rename one of the classes, or give it another package.";
    }

    private static Place place(Diagnostic<? extends JavaFileObject> error) {
        return error.getSource() instanceof JavaSource source ? source.place(error.getPosition()) : Place.UNKNOWN;
    }
}
