package dev.reflux.script.notation;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.script.notation.JavaCode.Call;
import dev.reflux.script.notation.JavaCode.Lambda;
import dev.reflux.script.notation.JavaCode.Procedure;
import dev.reflux.script.notation.JavaCode.TextBlock;
import dev.reflux.script.notation.JavaCode.Word;
import java.util.HashSet;
import java.util.Set;

/**
 * What a class file can hold. Counts are upper bounds. Not for several threads.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.11">Limitations of the Java Virtual
 *     Machine</a>
 */
final class JavaLimits {

    /** Bytes of a method, of 65,535 at most. */
    static final int METHOD = 65_000;

    /** Constants of a class, of 65,535 at most. */
    private static final int CONSTANTS = 60_000;

    /** A text or a long. */
    private static final int OF_VALUE = 2;

    /** A method or a lambda, with its names and types. */
    private static final int OF_CODE = 10;

    private final Set<Object> counted = new HashSet<>();
    private int constants;

    /**
     * Takes a statement that is a part of the class.
     *
     * @param operation name of the operation that it is of
     * @throws InvalidOperationException if it goes over the limits
     */
    void add(JavaCode statement, String operation) {
        if (statement.size() > METHOD) {
            throw tooLarge(operation, "needs more code than a method of Java may have");
        }
        count(statement);
        if (constants > CONSTANTS) {
            throw tooLarge(operation, "is where there are more different values than a class of Java may have");
        }
    }

    private static InvalidOperationException tooLarge(String operation, String problem) {
        return new InvalidOperationException(operation, problem + "; write the revision in SQL or YAML");
    }

    private void count(JavaCode code) {
        if (code instanceof Word || code instanceof TextBlock) {
            constants += counted.add(code) ? OF_VALUE : 0;
        } else if (code instanceof Call call) {
            constants += counted.add(call.name()) ? OF_CODE : 0;
            call.arguments().forEach(this::count);
            if (call.on() != null) {
                count(call.on());
            }
        } else if (code instanceof Lambda lambda) {
            constants += OF_CODE;
            count(lambda.body());
        } else if (code instanceof Procedure procedure) {
            constants += OF_CODE;
            procedure.statements().forEach(this::count);
        }
    }
}
