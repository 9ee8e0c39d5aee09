package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.TextChecksum;
import dev.reflux.sql.ClientCommand;
import dev.reflux.sql.CopyData;
import dev.reflux.sql.LineComment;
import dev.reflux.sql.Placeholders;
import dev.reflux.sql.ReplacedText;
import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.Statement;
import dev.reflux.sql.StatementKind;
import dev.reflux.sql.StatementScanner;
import dev.reflux.sql.StatementTraits;
import dev.reflux.sql.TextPosition;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the sections of a {@code .sql} revision file, one statement after the other, and refuses what breaks the rules. */
final class SqlScriptReader implements AutoCloseable {

    /** Lines of pg_dump that mean nothing to the server. */
    private static final Set<String> SKIPPED_COMMANDS = Set.of("restrict", "unrestrict");

    private final String file;
    private final SqlText text;
    private final StatementScanner scanner;
    private final Placeholders placeholders;
    private final StatementRules rules;
    private final Map<SqlMarker, TextPosition> sections = new EnumMap<>(SqlMarker.class);

    private @Nullable SqlMarker section;
    private @Nullable TextPosition autocommit;
    private int part;

    SqlScriptReader(
            RevisionSource source, SqlLexis lexis, Map<String, String> values, @Nullable TextChecksum checksum) {
        file = source.name();
        text = SqlText.openBody(source, lexis, checksum);
        scanner = text.scanner();
        placeholders = new Placeholders(values, lexis);
        rules = StatementRules.ofFile(file, lexis);
    }

    /**
     * The next statement, of either section; null at the end of the file, which by then has shown to be complete.
     *
     * @throws InvalidRevisionFileException when the file breaks a rule up to there
     */
    @Nullable
    ScriptStatement next() {
        for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
            ScriptStatement statement = accept(item);
            if (statement != null) {
                return statement;
            }
        }
        finish();
        return null;
    }

    /** Section of the statement given last: {@link SqlMarker#UPGRADE} or {@link SqlMarker#DOWNGRADE}; null before any. */
    @Nullable
    SqlMarker section() {
        return section;
    }

    /** Whether the section has begun. */
    boolean hasSeen(SqlMarker wanted) {
        return sections.containsKey(wanted);
    }

    /** Number of the part that the statement given last belongs to, growing through the file. */
    int part() {
        return part;
    }

    @Override
    public void close() {
        text.close();
    }

    private @Nullable ScriptStatement accept(ScannedItem item) {
        if (item instanceof LineComment comment) {
            if (SqlMarker.isMarker(comment.text())) {
                acceptMarker(SqlMarker.of(comment, file), comment.position());
            }
        } else if (item instanceof ClientCommand command) {
            acceptCommand(command);
        } else if (item instanceof Statement statement) {
            return acceptStatement(statement);
        }
        return null;
    }

    private void acceptMarker(SqlMarker marker, TextPosition at) {
        switch (marker) {
            case AUTOCOMMIT -> beginAutocommit(at);
            case END -> endAutocommit(at);
            default -> beginSection(marker, at);
        }
        part++;
    }

    private void beginSection(SqlMarker marker, TextPosition at) {
        refuseOpenAutocommit();
        TextPosition earlier = sections.putIfAbsent(marker, at);
        if (earlier != null) {
            throw error(
                    "The marker \"" + marker.line() + "\" is there twice, first at "
                            + place(earlier).describe(),
                    "Move everything into one section.",
                    at);
        }
        section = marker;
    }

    private void beginAutocommit(TextPosition at) {
        if (section == null) {
            throw error(
                    "\"" + SqlMarker.AUTOCOMMIT.line() + "\" stands before the first section",
                    "Put it after \"" + SqlMarker.UPGRADE.line() + "\" or \"" + SqlMarker.DOWNGRADE.line() + "\".",
                    at);
        }
        if (autocommit != null) {
            throw error(
                    "\"" + SqlMarker.AUTOCOMMIT.line() + "\" stands inside the autocommit part that begins at "
                            + place(autocommit).describe(),
                    "End that one before with a line \"" + SqlMarker.END.line() + "\".",
                    at);
        }
        autocommit = at;
    }

    private void endAutocommit(TextPosition at) {
        if (autocommit == null) {
            throw error(
                    "\"" + SqlMarker.END.line() + "\" ends nothing",
                    "Begin the part with a line \"" + SqlMarker.AUTOCOMMIT.line() + "\", or remove the line.",
                    at);
        }
        autocommit = null;
    }

    private void refuseOpenAutocommit() {
        if (autocommit != null) {
            throw error(
                    "The autocommit part that begins here has no end",
                    "End it with a line \"" + SqlMarker.END.line() + "\" in the same section.",
                    autocommit);
        }
    }

    private void acceptCommand(ClientCommand command) {
        if (SKIPPED_COMMANDS.contains(command.name())) {
            return;
        }
        String advice = command.name().equals(".")
                ? "It ends COPY data, but no COPY … FROM stdin; stands before it."
                : "Only psql understands it: write what it does as SQL, or remove it.";
        throw error("\"" + command.text() + "\" is a command of psql", advice, command.position());
    }

    private @Nullable ScriptStatement acceptStatement(Statement statement) {
        if (section == null) {
            throw error(
                    "A statement stands outside the sections",
                    "Put it after a line \"" + SqlMarker.UPGRADE.line() + "\" or \"" + SqlMarker.DOWNGRADE.line()
                            + "\".",
                    statement.position());
        }
        ReplacedText replaced = placeholders.replace(file, statement);
        StatementTraits traits = replaced.replacements().isEmpty()
                ? statement.traits()
                : rules.traitsOfReplaced(replaced.text(), statement);
        if (traits == null) {
            return null;
        }
        rules.check(replaced.text(), traits, autocommit != null, statement.position());
        CopyData data = traits.kind() == StatementKind.COPY_FROM_CLIENT ? copyData() : null;
        return new ScriptStatement(file, statement.position(), replaced, traits, autocommit != null, data);
    }

    private CopyData copyData() {
        return (CopyData) Objects.requireNonNull(scanner.next(), "COPY data follows its statement");
    }

    private void finish() {
        refuseOpenAutocommit();
        if (!hasSeen(SqlMarker.UPGRADE)) {
            throw new InvalidRevisionFileException(
                    file + " has no way up. Put a line \"" + SqlMarker.UPGRADE.line() + "\" before its statements.",
                    Place.ofFile(file));
        }
    }

    private Place place(TextPosition at) {
        return Place.of(file, at.line(), at.column());
    }

    private InvalidRevisionFileException error(String what, String advice, TextPosition at) {
        Place place = place(at);
        return new InvalidRevisionFileException(what + " (" + place.describe() + "). " + advice, place);
    }
}
