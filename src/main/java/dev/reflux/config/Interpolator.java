package dev.reflux.config;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:default}}; a doubled dollar sign makes the opening brace literal.
 *
 * <p>What a variable holds is taken as it is, so that a password may hold any characters. A default may hold variables in
 * its turn.
 */
final class Interpolator {

    private static final int MAX_DEPTH = 20;

    private final Function<String, @Nullable String> variables;

    Interpolator(Function<String, @Nullable String> variables) {
        this.variables = variables;
    }

    /** What stands in the text is wrong; the message is to be read after the name of the value. */
    static final class Problem extends Exception {

        private static final long serialVersionUID = 1L;

        private final String text;

        Problem(String text) {
            super(text);
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Whether the text would be changed or refused. */
    static boolean concerns(String text) {
        return text.contains("${");
    }

    String resolve(String text) throws Problem {
        return concerns(text) ? new Scanner(text).plain(0, true) : text;
    }

    /** One pass over one text, by recursive descent. */
    private final class Scanner {

        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        /**
         * Text up to the end or, inside a variable, to the brace that closes it. A default that is not needed is read for
         * its end alone: its own variables may be unset.
         */
        String plain(int depth, boolean needed) throws Problem {
            StringBuilder result = new StringBuilder();
            int literalBraces = 0;
            while (at < text.length()) {
                if (text.startsWith("$${", at)) {
                    result.append("${");
                    literalBraces++;
                    at += 3;
                } else if (text.startsWith("${", at)) {
                    result.append(variable(depth + 1, needed));
                } else if (text.charAt(at) == '}' && depth > 0 && literalBraces == 0) {
                    return result.toString();
                } else {
                    literalBraces -= text.charAt(at) == '}' && literalBraces > 0 ? 1 : 0;
                    result.append(text.charAt(at++));
                }
            }
            return result.toString();
        }

        private String variable(int depth, boolean needed) throws Problem {
            if (depth > MAX_DEPTH) {
                throw new Problem("nests variables deeper than " + MAX_DEPTH + " levels");
            }
            at += 2;
            String name = name();
            String value = needed ? variables.apply(name) : "";
            if (at < text.length() && text.charAt(at) == ':') {
                at++;
                String fallback = plain(depth, value == null);
                value = value == null ? fallback : value;
            }
            if (at >= text.length()) {
                throw new Problem("has a ${ without a closing brace; a literal ${ is written $${");
            }
            at++;
            return required(name, value);
        }

        private String name() throws Problem {
            int start = at;
            while (at < text.length() && ":}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(start, at);
            if (name.isBlank() || name.contains("${")) {
                throw new Problem("has a ${ without the name of a variable behind it; a literal ${ is written $${");
            }
            return name;
        }

        private static String required(String name, @Nullable String value) throws Problem {
            if (value == null) {
                throw new Problem(
                        "needs the variable " + name + ", which is set neither as a system property nor in the"
                                + " environment; set it, or give a default as in ${" + name + ":default}");
            }
            return value;
        }
    }
}
