package dev.reflux.sql;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules for statements that begin with one word, sorted by their second word: most statements match none, and are to
 * be told by two words.
 */
final class KeywordRules {

    /** For words that no rule begins with. */
    static final KeywordRules NONE = of(List.of());

    private final Map<String, List<StatementRule>> bySecondWord;
    private final List<StatementRule> others;

    private KeywordRules(Map<String, List<StatementRule>> bySecondWord, List<StatementRule> others) {
        this.bySecondWord = bySecondWord;
        this.others = others;
    }

    /** Rules in the order in which they are tried. */
    static KeywordRules of(List<StatementRule> rules) {
        Set<String> words = new LinkedHashSet<>();
        rules.forEach(rule -> words.addAll(rule.pattern().secondWords()));
        Map<String, List<StatementRule>> bySecondWord = new HashMap<>();
        for (String word : words) {
            bySecondWord.put(
                    word,
                    rules.stream()
                            .filter(rule -> rule.pattern().takesAnySecond()
                                    || rule.pattern().secondWords().contains(word))
                            .toList());
        }
        return new KeywordRules(
                Map.copyOf(bySecondWord),
                rules.stream().filter(rule -> rule.pattern().takesAnySecond()).toList());
    }

    boolean isEmpty() {
        return bySecondWord.isEmpty() && others.isEmpty();
    }

    /** Those that may match a statement with the given second word; empty for one that is no word. */
    List<StatementRule> withSecond(String word) {
        return bySecondWord.getOrDefault(word, others);
    }
}
