package dev.reflux.script;

import dev.reflux.sql.TextPosition;
import java.util.Arrays;
import java.util.Optional;

/**
 * The class that a revision or an environment is written as, and the lines of it that are on a stack.
 *
 * @param name binary name of the class
 */
public record AuthorClass(String name) {

    /** Where nothing of the class is on the stack. */
    private static final TextPosition START = new TextPosition(1, 1);

    /** The line that the calling thread is at. */
    public TextPosition caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> isOwn(frame.getClassName()))
                        .map(StackWalker.StackFrame::getLineNumber)
                        .findFirst())
                .map(AuthorClass::line)
                .orElse(START);
    }

    /** The line that an exception came from, or passed on its way. */
    public Optional<TextPosition> origin(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> isOwn(frame.getClassName()))
                .map(StackTraceElement::getLineNumber)
                .findFirst()
                .map(AuthorClass::line);
    }

    /** Column 1, since nobody knows it. */
    private static TextPosition line(int number) {
        return number < 1 ? START : new TextPosition(number, 1);
    }

    /** Whether a class is it, or within it. */
    public boolean isOwn(String className) {
        return className.startsWith(name)
                && (className.length() == name.length() || className.charAt(name.length()) == '$');
    }
}
