package dev.reflux.script;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.IrreversibleRevisionException;
import dev.reflux.error.Place;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one direction of a {@code .sql} revision file, read as they are asked for. Not for several threads;
 * to be closed, which closes the file.
 */
public final class SqlScript implements AutoCloseable {

    private final SqlScriptReader reader;
    private final SqlMarker wanted;
    private final String file;
    private boolean ended;

    SqlScript(SqlScriptReader reader, SqlMarker wanted, String file) {
        this.reader = reader;
        this.wanted = wanted;
        this.file = file;
    }

    /**
     * The next statement; what was not read of the COPY data of the one before is passed over.
     *
     * @return null after the last statement
     * @throws InvalidRevisionFileException when the file breaks a rule up to there
     * @throws IrreversibleRevisionException when the way down is asked for and the file has none
     */
    public @Nullable ScriptStatement next() {
        while (!ended) {
            ScriptStatement statement = reader.next();
            boolean inside = reader.section() == wanted;
            if (statement != null && inside) {
                return statement;
            }
            ended = statement == null || reader.hasSeen(wanted);
        }
        if (!reader.hasSeen(wanted)) {
            throw new IrreversibleRevisionException(
                    file + " has no way down. Add a section \"" + wanted.line()
                            + "\" (an empty one if there is nothing to do), or restore a backup.",
                    Place.ofFile(file));
        }
        return null;
    }

    @Override
    public void close() {
        reader.close();
    }
}
