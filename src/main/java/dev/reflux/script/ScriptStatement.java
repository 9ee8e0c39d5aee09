package dev.reflux.script;

import dev.reflux.error.Place;
import dev.reflux.sql.CopyData;
import dev.reflux.sql.ReplacedText;
import dev.reflux.sql.StatementTraits;
import dev.reflux.sql.TextPosition;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** A statement of a revision file, ready to be sent. */
public final class ScriptStatement {

    private final String file;
    private final TextPosition position;
    private final ReplacedText text;
    private final StatementTraits traits;
    private final boolean autocommit;
    private final @Nullable CopyData data;

    ScriptStatement(
            String file,
            TextPosition position,
            ReplacedText text,
            StatementTraits traits,
            boolean autocommit,
            @Nullable CopyData data) {
        this.file = file;
        this.position = position;
        this.text = text;
        this.traits = traits;
        this.autocommit = autocommit;
        this.data = data;
    }

    /** The statement with placeholders replaced, without its final semicolon. */
    public String text() {
        return text.text();
    }

    /** Where it begins in the file. */
    public TextPosition position() {
        return position;
    }

    /** Where it begins, as errors name it. */
    public Place place() {
        return Place.of(file, position.line(), position.column());
    }

    /**
     * Where one of its characters stands in the file; for a character of a placeholder's value, the placeholder.
     *
     * @param codePoint position in {@link #text()} in code points, counted from 1, as PostgreSQL's error reports give it
     */
    public Place placeAt(int codePoint) {
        String sent = text.text();
        int before = Math.max(0, Math.min(codePoint - 1, sent.codePointCount(0, sent.length())));
        TextPosition at = position.after(text.before(), text.indexBefore(sent.offsetByCodePoints(0, before)));
        return Place.of(file, at.line(), at.column());
    }

    /** What kind of statement it is. */
    public StatementTraits traits() {
        return traits;
    }

    /** Whether it stands between {@code -- +autocommit} and {@code -- +end}. */
    public boolean autocommit() {
        return autocommit;
    }

    /** Whether it must run alone, outside any transaction block, with its intent recorded before. */
    public boolean bare() {
        return traits.isBare(autocommit);
    }

    /**
     * The data of a {@code COPY … FROM stdin}, to be read before the next statement is asked for; null for other
     * statements. Placeholders in it are left alone.
     */
    public @Nullable Reader copyData() {
        return data == null ? null : data.reader();
    }

    @Override
    public String toString() {
        return place().describe() + " " + text();
    }
}
