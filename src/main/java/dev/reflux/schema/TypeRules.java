package dev.reflux.schema;

import dev.reflux.schema.NameTokens.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of a type must be, wherever they come from. */
final class TypeRules {

    /** Of any array of PostgreSQL. */
    private static final int MOST_DIMENSIONS = 6;

    private TypeRules() {}

    /** The arguments in one spelling. */
    static List<String> builtIn(@Nullable String schema, String name, List<String> arguments) {
        TypeModifier modifier = BuiltInTypes.modifier(name);
        if (modifier == null || schema != null) {
            throw Arguments.invalid(
                    "type", "\"" + name + "\" is not the one name of a built-in type; have it read by DataType.parse");
        }
        return modifier.canonical(name, arguments);
    }

    /** Arguments that an extension may understand, and that are safe as they stand. */
    static List<String> userDefined(String name, List<String> arguments) {
        for (String argument : arguments) {
            Arguments.sql("type", argument);
            if (!safe(argument)) {
                throw Arguments.invalid(
                        "type",
                        "\"" + name + "\" has the argument " + argument + ", but takes numbers, words and texts only");
            }
        }
        return arguments;
    }

    private static boolean safe(String argument) {
        List<Token> tokens = NameTokens.of(argument);
        Token token = tokens.get(0);
        return switch (token.kind()) {
            case WORD -> token.source().equals(argument) && argument.matches("[A-Za-z_][A-Za-z0-9_]*");
            case NUMBER, QUOTED -> token.source().equals(argument);
            case STRING -> token.source().equals(argument) && argument.indexOf('\\') < 0;
            case SYMBOL, END, UNREADABLE -> false;
        };
    }

    static void dimensions(String name, boolean builtIn, int dimensions) {
        if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
            throw Arguments.invalid(
                    "type", "has " + dimensions + " dimensions, but arrays have up to " + MOST_DIMENSIONS);
        }
        if (dimensions > 0 && builtIn && name.endsWith("serial")) {
            throw Arguments.invalid("type", "is an array of " + name + ", which PostgreSQL has not");
        }
    }
}
