package dev.reflux.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules that the first words lead to are those that could match. */
class KeywordTreeTests {

    private static final List<StatementRule> RULES = List.of(
            rule("A B? C"),
            rule("A B <name> C"),
            rule("A|B C|D"),
            rule("A B? C? D <name>"),
            rule("B () C"),
            rule("B (+C) D"),
            rule("B ;"),
            rule("C ... D"),
            rule("C A|B? A D"),
            rule("D"),
            rule("D A"));

    private static final KeywordTree TREE = KeywordTree.of(RULES);

    private static final List<String> WORDS = List.of("a", "B", "c", "D", "other", "\"quoted\"", "(c)", "(off)", "1");

    private static StatementRule rule(String pattern) {
        return new StatementRule(StatementPattern.parse(pattern), StatementKind.BARE);
    }

    private static SqlLexis lexis() {
        SqlLexis.Builder lexis = SqlLexis.builder();
        return lexis.rules(StatementKind.BARE, "A B C D").build();
    }

    private static StatementTokens tokens(String statement) {
        return new StatementTokens(new CharWindow(statement.toCharArray(), CharWindow.BEGINNING, null), lexis());
    }

    private static @Nullable StatementRule first(List<StatementRule> rules, String statement) {
        return rules.stream()
                .filter(rule -> rule.pattern().match(tokens(statement)) != null)
                .findFirst()
                .orElse(null);
    }

    private static List<StatementRule> candidates(String statement) {
        CharWindow in = new CharWindow(statement.toCharArray(), CharWindow.BEGINNING, null);
        StatementTokens tokens = new StatementTokens(in, lexis());
        KeywordPath path = new KeywordPath(in, TREE);
        for (int i = 0; path.isOpen(); i++) {
            tokens.get(i).passTo(path);
        }
        return path.candidates();
    }

    @Test
    void leadsToTheSameRuleAsTryingAll() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int matched = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder statement = new StringBuilder();
            for (int n = random.nextInt(6); n > 0; n--) {
                statement.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
            }
            String text = statement.toString();
            StatementRule expected = first(RULES, text);
            assertThat(first(candidates(text), text))
                    .as("seed %d, statement <%s>", seed, text)
                    .isSameAs(expected);
            matched += expected == null ? 0 : 1;
        }
        assertThat(matched).isGreaterThan(2000);
    }

    @Test
    void leavesLittleToTry() {
        assertThat(candidates("create table t")).isEmpty();
        assertThat(candidates("a b c")).hasSizeLessThan(RULES.size() / 2);
        assertThat(candidates("b d")).hasSize(4);
    }
}
