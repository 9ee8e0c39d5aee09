package dev.reflux.script.notation;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * What is wrong with a text that is no YAML, in the words of who wrote it.
 *
 * @param reason what is wrong
 * @param advice what to do, as a sentence
 * @param mark where; empty when it is not known
 */
record SyntaxMistake(String reason, String advice, Optional<Mark> mark) {

    private static final String CANNOT_BEGIN = " that cannot start any token";
    private static final String END = "<stream end>";
    private static final String INDENTATION = "Correct the indentation, or put quotes round the text.";

    /** The mistake without anything known of it. */
    static SyntaxMistake of(String reason, Optional<Mark> mark) {
        return new SyntaxMistake(reason, "Correct it.", mark);
    }

    /** The mistake that the parser stumbled over, which may begin before the place where it did. */
    static SyntaxMistake of(MarkedYamlEngineException broken) {
        String problem = broken.getProblem();
        Optional<Mark> mark = broken.getProblemMark().or(broken::getContextMark);
        Optional<Mark> begin = broken.getContextMark().or(broken::getProblemMark);
        if (problem == null) {
            return of("it cannot be parsed", mark);
        }
        if (problem.contains(CANNOT_BEGIN)) {
            return wrongBeginning(problem, mark);
        }
        if (problem.startsWith("found unexpected end of stream") || problem.startsWith("found unexpected document")) {
            return new SyntaxMistake("the quote that begins here has no end", "Close it.", begin);
        }
        if (problem.startsWith("could not find expected ':'")) {
            String advice = "Write a colon and a blank behind a key, and indent what goes on with the text above.";
            return new SyntaxMistake("no colon follows", advice, begin);
        }
        if (problem.startsWith("expected ',' or '}'")) {
            return inBrackets(problem, "{", "}", problem.endsWith(END) ? begin : mark);
        }
        if (problem.startsWith("expected ',' or ']'")) {
            return inBrackets(problem, "[", "]", problem.endsWith(END) ? begin : mark);
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return new SyntaxMistake("a colon makes a key of this, where none can be", INDENTATION, mark);
        }
        if (problem.startsWith("expected <block end>")) {
            boolean text = problem.contains("<scalar>");
            String reason =
                    text ? "this goes on where the value had its end" : "this is indented unlike the lines above it";
            return new SyntaxMistake(reason, INDENTATION, mark);
        }
        return of(problem, mark);
    }

    private static SyntaxMistake wrongBeginning(String problem, Optional<Mark> mark) {
        if (problem.contains("(TAB)")) {
            return new SyntaxMistake("a tab stands where a key or a value may begin", "Indent with blanks.", mark);
        }
        // The rest warns of indenting with the character, which nobody did
        String reason = problem.substring(0, problem.indexOf(CANNOT_BEGIN)) + " that cannot begin a text";
        return new SyntaxMistake(reason, "Put quotes round the text.", mark);
    }

    private static SyntaxMistake inBrackets(String problem, String open, String close, Optional<Mark> mark) {
        return new SyntaxMistake(
                problem.endsWith(END) ? "the " + open + " that begins here has no end" : problem,
                "Close each " + open + " with " + close
                        + ", and between them put quotes round a text that holds a comma, a bracket or a brace.",
                mark);
    }
}
