package dev.reflux.cli;

import dev.reflux.authoring.CommandWords;
import dev.reflux.error.ConfigException;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The user's editor.
 *
 * @param text as it is configured
 * @param words program and arguments
 */
record Editor(String text, List<String> words) {

    private static final List<String> VARIABLES = List.of("VISUAL", "EDITOR");
    private static final List<String> USUAL = List.of("vi", "nano");

    Editor {
        words = List.copyOf(words);
    }

    /**
     * The editor that the environment names, else one that is usually there.
     *
     * @param environment value of a variable, or null
     * @throws ConfigException if there is none
     */
    static Editor choose(UnaryOperator<@Nullable String> environment) {
        for (String variable : VARIABLES) {
            String value = environment.apply(variable);
            if (value != null && !value.isBlank()) {
                return new Editor(value, CommandWords.split(value, "The environment variable " + variable));
            }
        }
        String path = environment.apply("PATH");
        return USUAL.stream()
                .filter(name -> path != null && isOn(path, name))
                .findFirst()
                .map(name -> new Editor(name, List.of(name)))
                .orElseThrow(
                        () -> new ConfigException(
                                "No editor is known. Set the environment variable VISUAL or EDITOR, as in EDITOR=\"code --wait\"."));
    }

    private static boolean isOn(String path, String program) {
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** The program that edits a file; where it does not share the terminal, what it prints is kept from the results. */
    ProcessBuilder program(Path file, boolean sharesTerminal) {
        List<String> command = new ArrayList<>(words);
        command.add(file.toAbsolutePath().toString());
        ProcessBuilder program = new ProcessBuilder(command).redirectInput(Redirect.INHERIT);
        return sharesTerminal ? program.inheritIO() : program.redirectErrorStream(true);
    }
}
