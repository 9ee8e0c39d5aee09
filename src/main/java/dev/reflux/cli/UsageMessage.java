package dev.reflux.cli;

import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns picocli's message about wrong arguments into sentences that say what to do. */
final class UsageMessage {

    private UsageMessage() {}

    static String of(ParameterException refused) {
        return problem(refused) + " See \""
                + refused.getCommandLine().getCommandSpec().qualifiedName() + " --help\".";
    }

    private static String problem(ParameterException refused) {
        if (!(refused instanceof UnmatchedArgumentException unmatched)) {
            return sentence(String.valueOf(refused.getMessage()));
        }
        boolean atRoot = refused.getCommandLine().getParent() == null;
        String argument = unmatched.getUnmatched().get(0);
        String what = argument.startsWith("-") ? "option" : atRoot ? "command" : "argument";
        List<String> near = unmatched.getSuggestions();
        return "Unknown " + what + " '" + argument + "'."
                + (near.isEmpty() ? "" : " Did you mean " + near.get(0) + "?");
    }

    private static String sentence(String message) {
        String text = message.strip();
        return text.endsWith(".") ? text : text + ".";
    }
}
