package dev.reflux.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules by the keywords that they begin with, so that most statements are told by their first words and without any rule
 * being tried.
 */
final class KeywordTree {

    private final WordTable<KeywordTree> next;
    private final List<StatementRule> candidates;

    private KeywordTree(Map<String, KeywordTree> next, List<StatementRule> candidates) {
        this.next = new WordTable<>(next);
        this.candidates = List.copyOf(candidates);
    }

    /** Takes rules in the order in which they are tried. */
    static KeywordTree of(List<StatementRule> rules) {
        return below(rules.stream().map(Path::beginning).toList());
    }

    /** The tree behind the word between two offsets; null when no rule asks for that word here. */
    @Nullable
    KeywordTree after(CharWindow in, int from, int to) {
        return next.get(in, from, to);
    }

    /** The rules, in their order, that a statement may match which does not go on with a word of this tree. */
    List<StatementRule> candidates() {
        return candidates;
    }

    private static KeywordTree below(List<Path> paths) {
        Set<String> words = new LinkedHashSet<>();
        paths.forEach(path -> path.collectWords(words));
        Map<String, KeywordTree> next = new HashMap<>();
        for (String word : words) {
            List<Path> taken = new ArrayList<>();
            for (Path path : paths) {
                Path after = path.after(word);
                if (after != null) {
                    taken.add(after);
                }
            }
            next.put(word, below(taken));
        }
        return new KeywordTree(
                next, paths.stream().filter(Path::open).map(Path::rule).toList());
    }

    /**
     * A rule, as far as the words before let it be followed.
     *
     * @param elements indexes of the keywords in its pattern that may come next
     * @param open whether something else than these may come next
     */
    private record Path(StatementRule rule, Set<Integer> elements, boolean open) {

        static Path beginning(StatementRule rule) {
            return at(rule, Set.of(0), false);
        }

        /** Any of the elements may come next, or what follows those of them that are optional. */
        private static Path at(StatementRule rule, Set<Integer> from, boolean openBefore) {
            Set<Integer> elements = new LinkedHashSet<>();
            boolean open = openBefore;
            for (int element : from) {
                int at = element;
                while (rule.pattern().isKeyword(at)
                        && elements.add(at)
                        && rule.pattern().isOptional(at)) {
                    at++;
                }
                open |= !rule.pattern().isKeyword(at);
            }
            return new Path(rule, elements, open);
        }

        void collectWords(Set<String> words) {
            elements.forEach(element -> words.addAll(rule.pattern().words(element)));
        }

        @Nullable
        Path after(String word) {
            Set<Integer> following = new LinkedHashSet<>();
            for (int element : elements) {
                if (rule.pattern().words(element).contains(word)) {
                    following.add(element + 1);
                }
            }
            return following.isEmpty() && !open ? null : at(rule, following, open);
        }
    }
}
