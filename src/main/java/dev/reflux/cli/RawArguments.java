package dev.reflux.cli;

import java.util.List;

/** What must be known of the arguments even where they cannot be parsed: how to report that. */
record RawArguments(List<String> all) {

    /** Copies the arguments. */
    RawArguments {
        all = List.copyOf(all);
    }

    /** Whether JSON is asked for. */
    boolean json() {
        int option = all.lastIndexOf("--output");
        boolean apart = option >= 0 && option + 1 < all.size() && isJson(all.get(option + 1));
        return apart
                || all.stream().anyMatch(argument -> argument.startsWith("--output=") && isJson(argument.substring(9)));
    }

    private static boolean isJson(String value) {
        return value.equalsIgnoreCase("json");
    }

    /** Whether stack traces are asked for. */
    boolean stacktrace() {
        return all.contains("--stacktrace");
    }

    /** Whether colours are refused. */
    boolean noColor() {
        return all.contains("--no-color");
    }
}
