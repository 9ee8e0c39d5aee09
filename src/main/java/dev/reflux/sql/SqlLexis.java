package dev.reflux.sql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a database's lexer recognises beyond standard SQL, and how its statements are told apart.
 *
 * <p>Immutable. Standard SQL is always understood: {@code '…'} and {@code "…"} with doubled quotes, {@code --} and
 * {@code /*} comments, parentheses.
 */
public final class SqlLexis {

    private final Set<Feature> features;
    private final KeywordTree rules;
    private final WordTable<String> keywords;

    /** Something that not every database's lexer (or script tool) knows. */
    public enum Feature {
        /** {@code $tag$…$tag$}. */
        DOLLAR_QUOTES,
        /** {@code E'…'} with backslash escapes, continued over line ends. */
        ESCAPE_STRINGS,
        /** {@code U&'…'} and {@code U&"…"}. */
        UNICODE_ESCAPES,
        /** A block comment may hold another. */
        NESTED_COMMENTS,
        /** {@code BEGIN ATOMIC … END} bodies of {@code CREATE FUNCTION} and {@code CREATE PROCEDURE}. */
        ATOMIC_BODIES,
        /** {@code \command} lines that the database's script tool carries out itself. */
        CLIENT_COMMANDS,
        /** Data lines after {@code COPY … FROM stdin;}, ended by a line {@code \.}. */
        COPY_DATA
    }

    private SqlLexis(Set<Feature> features, KeywordTree rules, WordTable<String> keywords) {
        this.features = features;
        this.rules = rules;
        this.keywords = keywords;
    }

    /** A lexis of standard SQL alone, to add to. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * PostgreSQL 14 to 18 with {@code standard_conforming_strings} on, and psql's commands.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL: Lexical Structure</a>
     */
    public static SqlLexis postgresql() {
        return PostgresqlStatements.addTo(builder().features(EnumSet.allOf(Feature.class)))
                .build();
    }

    /** The same lexis less a feature. */
    public SqlLexis without(Feature feature) {
        Set<Feature> fewer = EnumSet.noneOf(Feature.class);
        fewer.addAll(features);
        fewer.remove(feature);
        return new SqlLexis(fewer, rules, keywords);
    }

    /** Whether the lexer knows the feature. */
    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /**
     * Tells what kind of statement a text is. Leading blanks and comments do not matter, nor does the case of keywords;
     * words inside quotes are never keywords.
     *
     * @param statement one statement, with or without its final semicolon
     */
    public StatementTraits traitsOf(String statement) {
        CharWindow in = new CharWindow(statement.toCharArray(), CharWindow.BEGINNING, null);
        StatementTokens tokens = new StatementTokens(in, this);
        KeywordPath path = new KeywordPath(in, rules);
        for (int i = 0; path.isOpen(); i++) {
            tokens.get(i).passTo(path);
        }
        return traitsOf(tokens, path.candidates());
    }

    /**
     * The same for a statement whose beginning is known.
     *
     * @param statement holds all of it, and is left to this method
     * @param candidates the rules that its first words lead to
     */
    StatementTraits traitsOf(CharWindow statement, List<StatementRule> candidates) {
        return traitsOf(new StatementTokens(statement, this), candidates);
    }

    private static StatementTraits traitsOf(StatementTokens tokens, List<StatementRule> candidates) {
        for (StatementRule rule : candidates) {
            StatementPattern.Match match = rule.pattern().match(tokens);
            if (match != null) {
                boolean ordinary = rule.kind() == StatementKind.ORDINARY;
                return ordinary ? StatementTraits.ORDINARY : new StatementTraits(rule.kind(), match.name(tokens));
            }
        }
        return StatementTraits.ORDINARY;
    }

    /** The rules that tell statements apart. */
    KeywordTree rules() {
        return rules;
    }

    /** The words that rules are made of. */
    WordTable<String> keywords() {
        return keywords;
    }

    /** Collects features and rules; of several rules that match a statement the first one added decides. */
    public static final class Builder {

        private final EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
        private final List<StatementRule> rules = new ArrayList<>();

        private Builder() {}

        /** Adds features. */
        public Builder features(Set<Feature> more) {
            features.addAll(more);
            return this;
        }

        /**
         * Adds rules for one kind of statement. A pattern is matched from the first word on; what follows it does not
         * matter. Its elements, separated by blanks:
         *
         * <pre>{@code
         * CREATE|DROP   one of these keywords
         * UNIQUE?       the keyword may be there
         * <name>        an identifier, qualified or not; the first is kept as the name that the statement is about
         * '...'         a string
         * ()            a parenthesised list may be there
         * (+word)       a parenthesised list that switches the option on; (-word) off; (*word) that names it
         * ...           anything
         * ;             the end of the statement
         * }</pre>
         */
        public Builder rules(StatementKind kind, String... patterns) {
            for (String pattern : patterns) {
                rules.add(new StatementRule(StatementPattern.parse(pattern), kind));
            }
            return this;
        }

        /** The lexis. */
        public SqlLexis build() {
            Map<String, String> words = new HashMap<>();
            rules.forEach(rule -> rule.pattern().words().forEach(word -> words.put(word, word)));
            return new SqlLexis(features.clone(), KeywordTree.of(rules), new WordTable<>(words));
        }
    }
}
