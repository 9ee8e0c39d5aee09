package dev.reflux.script.notation;

import dev.reflux.migration.Operations;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.Operation;
import dev.reflux.script.notation.JavaCode.Call;
import dev.reflux.script.notation.JavaCode.Lambda;
import dev.reflux.script.notation.JavaCode.Procedure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes operations as the methods of a {@link dev.reflux.migration.Migration}.
 *
 * <p>The code is that of a good author: factories of {@link dev.reflux.schema.Columns} and
 * {@link dev.reflux.schema.Types}, the short forms of {@link Operations}, SQL of several lines as a text block; what is as
 * it would be without being said is left out. Running it gives operations that are equal to those written.
 */
public final class JavaOperations {

    private static final String STEP = " ".repeat(4);

    /** What the operations are called in a method. */
    private static final String OP = "op";

    /** What they are called in an autocommit part. */
    private static final String PART = "part";

    private final JavaImports imports;
    private final JavaCalls statements;
    private final JavaLimits limits = new JavaLimits();
    private final List<String> methods = new ArrayList<>();

    private JavaOperations(String className) {
        imports = new JavaImports(className);
        statements = new JavaCalls(imports);
    }

    /**
     * Writes the body of a class.
     *
     * @param className simple name of the class, which the imports leave alone
     * @param upgrade the way up, in order
     * @param downgrade the way down, in order; null for none
     * @throws dev.reflux.error.InvalidOperationException if there is more of them than a class of Java can hold
     */
    public static JavaMethods write(String className, List<Operation> upgrade, @Nullable List<Operation> downgrade) {
        JavaOperations writer = new JavaOperations(className);
        String up = writer.body("upgrade", upgrade);
        String down = downgrade == null ? null : writer.body("downgrade", downgrade);
        return new JavaMethods(up, down, String.join("\n\n" + STEP, writer.methods), writer.imports.lines());
    }

    private String body(String method, List<Operation> operations) {
        return JavaPrinter.statements(calls(operations, OP, method), STEP + STEP);
    }

    /**
     * The operations as calls.
     *
     * @param on name of the parameter that they are called on
     * @param method how the names of methods begin that are made where one cannot hold them all
     */
    private List<JavaCode> calls(List<Operation> operations, String on, String method) {
        List<JavaCode> calls = new ArrayList<>();
        for (Operation operation : operations) {
            JavaCode call = operation instanceof Autocommit autocommit
                    ? autocommit(autocommit, on, method)
                    : statements.of(operation, on);
            limits.add(call, OperationNames.of(operation.getClass()));
            calls.add(call);
        }
        return divided(calls, on, method);
    }

    private JavaCode autocommit(Autocommit autocommit, String on, String method) {
        List<JavaCode> inside = calls(autocommit.operations(), PART, method);
        JavaCode body = inside.size() == 1 ? new Lambda(PART, inside.get(0)) : new Procedure(PART, inside);
        return new Call(JavaCode.word(on), "autocommit", List.of(body));
    }

    private List<JavaCode> divided(List<JavaCode> calls, String on, String method) {
        List<JavaCode> parts = new ArrayList<>();
        int begin = 0;
        int size = 0;
        for (int i = 0; i < calls.size(); i++) {
            int next = calls.get(i).size();
            if (size + next > JavaLimits.METHOD) {
                parts.add(method(calls.subList(begin, i), on, method));
                begin = i;
                size = 0;
            }
            size += next;
        }
        if (parts.isEmpty()) {
            return calls;
        }
        parts.add(method(calls.subList(begin, calls.size()), on, method));
        return parts;
    }

    /** A call of a new method. */
    private JavaCode method(List<JavaCode> calls, String on, String name) {
        String numbered = name + (methods.size() + 1);
        String parameter = imports.type(Operations.class) + " " + on;
        methods.add("private static void " + numbered + "(" + parameter + ") {\n" + STEP + STEP
                + JavaPrinter.statements(calls, STEP + STEP) + "\n" + STEP + "}");
        return JavaCode.call(numbered, JavaCode.word(on));
    }
}
