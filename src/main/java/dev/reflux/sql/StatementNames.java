package dev.reflux.sql;

import dev.reflux.sql.SqlLexer.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds everything in a statement that may be a name: of a table, but also of a column, or a keyword. */
public final class StatementNames {

    /** A statement names its tables early; what follows in a long one are rows. */
    private static final int READ = 20_000;

    /** Code in quotes within code in quotes, and no deeper. */
    private static final int DEEPEST = 3;

    private final SqlLexis lexis;
    private final int most;
    private final Set<SqlName> names = new LinkedHashSet<>();
    private final List<String> parts = new ArrayList<>();
    private boolean afterDot;

    private StatementNames(SqlLexis lexis, int most) {
        this.lexis = lexis;
        this.most = most;
    }

    /**
     * The names, each once, in the order of their first use; those in code between dollar quotes too.
     *
     * @param most how many are enough
     */
    public static List<SqlName> of(String statement, SqlLexis lexis, int most) {
        StatementNames found = new StatementNames(lexis, most);
        found.read(statement.substring(0, Math.min(statement.length(), READ)), 0);
        return List.copyOf(found.names);
    }

    private void read(String text, int depth) {
        CharWindow in = new CharWindow(text.toCharArray(), CharWindow.BEGINNING, null);
        SqlLexer lexer = new SqlLexer(in, lexis);
        for (Token token = lexer.next(); token != Token.END && names.size() < most; token = lexer.next()) {
            String piece = text.substring(lexer.start(), in.offset());
            switch (token) {
                case SPACE, LINE_COMMENT, BLOCK_COMMENT -> {}
                case WORD -> part(StatementTokens.Piece.lowerAscii(piece));
                case QUOTED_NAME -> quoted(piece, lexer.closed());
                case SYMBOL -> symbol(piece);
                case DOLLAR_STRING -> code(piece, lexer, depth);
                default -> endName();
            }
        }
        endName();
    }

    private void code(String piece, SqlLexer lexer, int depth) {
        endName();
        int delimiter = lexer.delimiterLength();
        if (depth < DEEPEST) {
            read(
                    piece.substring(delimiter, Math.max(delimiter, piece.length() - (lexer.closed() ? delimiter : 0))),
                    depth + 1);
        }
    }

    /** One with Unicode escapes is left out. */
    private void quoted(String piece, boolean closed) {
        if (closed && piece.charAt(0) == '"') {
            part(piece.substring(1, piece.length() - 1).replace("\"\"", "\""));
        } else {
            endName();
        }
    }

    private void part(String part) {
        if (!afterDot) {
            endName();
        }
        afterDot = false;
        if (!part.isEmpty()) {
            parts.add(part);
        }
    }

    private void symbol(String symbol) {
        afterDot = symbol.equals(".") && !parts.isEmpty();
        if (!afterDot) {
            endName();
        }
    }

    private void endName() {
        afterDot = false;
        if (!parts.isEmpty() && names.size() < most) {
            names.add(new SqlName(parts));
        }
        parts.clear();
    }
}
