package dev.reflux.cli;

import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns picocli's message about wrong arguments into sentences that say what to do. */
final class UsageMessage {

    private UsageMessage() {}

    static String of(ParameterException refused) {
        return sentence(String.valueOf(refused.getMessage())) + suggestion(refused) + " See \""
                + refused.getCommandLine().getCommandSpec().qualifiedName() + " --help\".";
    }

    private static String sentence(String message) {
        String text = message.strip();
        return text.endsWith(".") ? text : text + ".";
    }

    private static String suggestion(ParameterException refused) {
        if (!(refused instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        List<String> suggestions = unmatched.getSuggestions();
        return suggestions.isEmpty() ? "" : " Did you mean " + String.join(" or ", suggestions) + "?";
    }
}
