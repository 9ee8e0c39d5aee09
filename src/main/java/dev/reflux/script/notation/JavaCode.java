package dev.reflux.script.notation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression of Java. */
sealed interface JavaCode {

    /**
     * Writes the code on one line.
     *
     * @param room number of characters that may be written
     * @return whether it fits; if not, something of it may have been written
     */
    boolean flat(StringBuilder out, int room);

    /** At least the bytes that its instructions take, those of lambdas left out: they are methods of their own. */
    int size();

    /** The word. */
    static Word word(Object text) {
        return new Word(text.toString());
    }

    /** A call of a function, or with {@code new} before the name, of a constructor. */
    static Call call(String name, JavaCode... arguments) {
        return new Call(null, name, List.of(arguments));
    }

    /** A call of a function, or with {@code new} before the name, of a constructor. */
    static Call call(String name, List<? extends JavaCode> arguments) {
        return new Call(null, name, List.copyOf(arguments));
    }

    /** A name, a keyword or a literal. */
    record Word(String text) implements JavaCode {

        @Override
        public boolean flat(StringBuilder out, int room) {
            out.append(text);
            return text.length() <= room;
        }

        /** A load with a wide index, and the call that makes an object of a number. */
        @Override
        public int size() {
            return text.startsWith("\"") ? 3 : 6;
        }
    }

    /**
     * A text block.
     *
     * @param lines what stands between the delimiters, without indentation; the closing one follows the last line at once
     */
    record TextBlock(List<String> lines) implements JavaCode {

        public TextBlock {
            lines = List.copyOf(lines);
        }

        @Override
        public boolean flat(StringBuilder out, int room) {
            return false;
        }

        @Override
        public int size() {
            return 3;
        }
    }

    /**
     * A call.
     *
     * @param on what a method is called on; null for a function
     * @param name what stands before the parenthesis
     */
    record Call(@Nullable JavaCode on, String name, List<JavaCode> arguments) implements JavaCode {

        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public boolean flat(StringBuilder out, int room) {
            int end = out.length() + room;
            if (on != null && !on.flat(out, room)) {
                return false;
            }
            out.append(on == null ? "" : ".").append(name).append('(');
            String separator = "";
            for (JavaCode argument : arguments) {
                out.append(separator);
                if (!argument.flat(out, end - out.length())) {
                    return false;
                }
                separator = ", ";
            }
            return out.append(')').length() <= end;
        }

        /** The call; with arguments it may be that of a constructor or an interface, and they in an array. */
        @Override
        public int size() {
            int parts = arguments.stream().mapToInt(each -> each.size() + 5).sum();
            return (arguments.isEmpty() ? 3 : 14 + parts) + (on == null ? 0 : on.size());
        }
    }

    /** A lambda whose body is an expression. */
    record Lambda(String parameter, JavaCode body) implements JavaCode {

        @Override
        public boolean flat(StringBuilder out, int room) {
            int end = out.length() + room;
            out.append(parameter).append(" -> ");
            return body.flat(out, end - out.length());
        }

        @Override
        public int size() {
            return 5;
        }
    }

    /** A lambda whose body is a block of statements. */
    record Procedure(String parameter, List<JavaCode> statements) implements JavaCode {

        public Procedure {
            statements = List.copyOf(statements);
        }

        @Override
        public boolean flat(StringBuilder out, int room) {
            String empty = parameter + " -> {}";
            out.append(empty);
            return statements.isEmpty() && empty.length() <= room;
        }

        @Override
        public int size() {
            return 5;
        }
    }
}
