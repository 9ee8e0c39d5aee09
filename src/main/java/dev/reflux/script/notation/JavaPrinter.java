package dev.reflux.script.notation;

import dev.reflux.script.notation.JavaCode.Call;
import dev.reflux.script.notation.JavaCode.Lambda;
import dev.reflux.script.notation.JavaCode.Procedure;
import dev.reflux.script.notation.JavaCode.TextBlock;
import dev.reflux.script.notation.JavaCode.Word;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Lays out Java: an expression on one line where it fits there, else its parts on lines of their own. */
final class JavaPrinter {

    private static final int LINE = 120;
    private static final String STEP = " ".repeat(4);
    private static final String CONTINUED = STEP + STEP;

    private final StringBuilder out = new StringBuilder();

    private JavaPrinter() {}

    /**
     * Statements, each on lines of its own.
     *
     * @param indent blanks before all lines but the first
     * @return without a line end at its end
     */
    static String statements(List<? extends JavaCode> statements, String indent) {
        JavaPrinter printer = new JavaPrinter();
        printer.out.append(indent);
        printer.lines(statements, indent);
        return printer.out.substring(indent.length());
    }

    /** The first one stands where the text ends so far. */
    private void lines(List<? extends JavaCode> statements, String indent) {
        for (int i = 0; i < statements.size(); i++) {
            if (i > 0) {
                line(indent);
            }
            print(statements.get(i), indent, 1);
            out.append(';');
        }
    }

    private void line(String indent) {
        out.append('\n').append(indent);
    }

    /**
     * Prints where the text ends so far.
     *
     * @param indent blanks before the line on which the code begins
     * @param reserve number of characters that follow it on its last line
     */
    private void print(JavaCode code, String indent, int reserve) {
        if (fits(code, reserve)) {
            return;
        }
        if (code instanceof Word word) {
            out.append(word.text());
        } else if (code instanceof TextBlock block) {
            block(block, indent);
        } else if (code instanceof Call call) {
            chain(call, indent, reserve);
        } else if (code instanceof Lambda lambda) {
            out.append(lambda.parameter()).append(" -> ");
            print(lambda.body(), indent, reserve);
        } else if (code instanceof Procedure procedure) {
            procedure(procedure, indent);
        }
    }

    private void block(TextBlock block, String indent) {
        out.append("\"\"\"");
        for (String text : block.lines()) {
            out.append('\n').append(text.isEmpty() ? "" : indent + text);
        }
        // Behind a line end, the delimiter's own indentation counts
        out.append(block.lines().get(block.lines().size() - 1).isEmpty() ? indent : "")
                .append("\"\"\"");
    }

    private void procedure(Procedure procedure, String indent) {
        out.append(procedure.parameter()).append(" -> {");
        line(indent + STEP);
        lines(procedure.statements(), indent + STEP);
        line(indent);
        out.append('}');
    }

    /** Calls on what the one before gives stand on lines of their own, unless there is one and it is called on a name. */
    private void chain(Call last, String indent, int reserve) {
        Deque<Call> calls = new ArrayDeque<>();
        calls.push(last);
        JavaCode on = last.on();
        while (on instanceof Call call) {
            calls.push(call);
            on = call.on();
        }
        if (on != null) {
            print(on, indent, 0);
        }
        if (on == null || calls.size() == 1) {
            Call first = calls.pop();
            call(first, on == null ? "" : ".", indent, calls.isEmpty() ? reserve : 0);
        }
        while (!calls.isEmpty()) {
            Call call = calls.pop();
            line(indent + CONTINUED);
            call(call, ".", indent + CONTINUED, calls.isEmpty() ? reserve : 0);
        }
    }

    /** A call without what it is called on. */
    private void call(Call call, String dot, String indent, int reserve) {
        out.append(dot);
        if (fits(new Call(null, call.name(), call.arguments()), reserve)) {
            return;
        }
        out.append(call.name()).append('(');
        if (!withLambdaAtEnd(call.arguments(), indent, reserve)) {
            spread(call.arguments(), indent + CONTINUED, reserve);
        }
        out.append(')');
    }

    /** Prints on one line, or nothing. */
    private boolean fits(JavaCode code, int reserve) {
        int before = out.length();
        int column = before - (out.lastIndexOf("\n") + 1);
        boolean fits = code.flat(out, LINE - column - reserve);
        out.setLength(fits ? out.length() : before);
        return fits;
    }

    /** The arguments on one line, where only the body of a lambda at their end goes over it. */
    private boolean withLambdaAtEnd(List<JavaCode> arguments, String indent, int reserve) {
        int last = arguments.size() - 1;
        JavaCode end = last < 0 ? null : arguments.get(last);
        if (!(end instanceof Lambda) && !(end instanceof Procedure)) {
            return false;
        }
        StringBuilder flat = new StringBuilder();
        for (JavaCode argument : arguments.subList(0, last)) {
            if (!argument.flat(flat, LINE / 2 - flat.length())) {
                return false;
            }
            flat.append(", ");
        }
        int before = out.length();
        out.append(flat);
        print(end, indent, reserve + 1);
        boolean narrow = out.substring(out.lastIndexOf("\n", before) + 1)
                .lines()
                .allMatch(line -> line.length() < LINE - reserve);
        out.setLength(narrow ? out.length() : before);
        return narrow;
    }

    private void spread(List<JavaCode> arguments, String indent, int reserve) {
        for (int i = 0; i < arguments.size(); i++) {
            boolean last = i == arguments.size() - 1;
            line(indent);
            print(arguments.get(i), indent, last ? reserve + 1 : 1);
            out.append(last ? "" : ",");
        }
    }
}
