package dev.reflux.runtime;

import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.DatabaseException;
import dev.reflux.error.InvalidOperationException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.Place;
import dev.reflux.error.RefluxException;
import dev.reflux.script.AuthorClass;
import dev.reflux.sql.TextPosition;
import java.util.function.UnaryOperator;
import reactor.core.Exceptions;

/** Makes errors that name revision, file and line of what an author's code throws. */
final class AuthorFailures {

    private final String revision;
    private final String file;
    private final AuthorClass author;
    private final UnaryOperator<String> mask;

    /**
     * Failures of one revision.
     *
     * @param file its file, as the user knows it
     * @param mask hides secrets in what was thrown
     */
    AuthorFailures(String revision, String file, AuthorClass author, UnaryOperator<String> mask) {
        this.revision = revision;
        this.file = file;
        this.author = author;
        this.mask = mask;
    }

    /** A place in the file. */
    Place at(TextPosition position) {
        return Place.of(file, position.line(), position.column()).inRevision(revision);
    }

    /** The place that a stack trace names, or the whole file. */
    private Place origin(Throwable thrown) {
        return author.origin(thrown).map(this::at).orElseGet(() -> Place.ofFile(file)
                .inRevision(revision));
    }

    /** What an author's code threw, as it is to be reported. */
    RuntimeException of(Throwable thrown) {
        Throwable failure = Exceptions.unwrap(thrown);
        if (failure instanceof RefluxException known) {
            return placed(known, origin(known));
        }
        if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
            throw fatal;
        }
        Place place = origin(failure);
        return new InvalidRevisionFileException(
                "Revision " + revision + " threw " + mask.apply(failure.toString()) + " at " + place.describe()
                        + ". Correct the migration, or what it met; the cause has the whole stack trace.",
                place,
                failure);
    }

    /** The same failure, with a place if it had none. */
    RuntimeException placed(RefluxException failure, Place place) {
        if (failure instanceof InvalidOperationException invalid) {
            return new InvalidRevisionFileException(place.describe() + ": " + invalid.getMessage(), place, invalid);
        }
        if (failure.revision() != null) {
            return failure;
        }
        if (failure instanceof InvalidRevisionFileException invalid) {
            String where = invalid.file() == null ? place.describe() + ": " : "";
            return new InvalidRevisionFileException(where + invalid.getMessage(), place, invalid);
        }
        if (failure instanceof DatabaseException database) {
            return database.at(place);
        }
        return failure instanceof ConnectionFailedException lost ? lost.at(place) : failure;
    }

    /** The error that a script needs what only a database can tell. */
    InvalidRevisionFileException noConnection(TextPosition position) {
        Place place = at(position);
        return new InvalidRevisionFileException(
                place.describe() + ": Revision " + revision
                        + " asks for a connection, but a script is written and there is none. Branch on op.isOffline(), and"
                        + " say there in SQL what the script is to do.",
                place);
    }
}
