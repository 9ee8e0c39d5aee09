package dev.reflux.runtime;

import dev.reflux.error.IrreversibleRevisionException;
import dev.reflux.error.Place;
import dev.reflux.revision.Direction;
import dev.reflux.script.ScriptStatement;
import dev.reflux.script.SqlRevision;
import dev.reflux.script.SqlRevisionSummary;
import dev.reflux.script.SqlScript;
import dev.reflux.script.StatementPart;
import java.util.List;

/** A direction of a {@code .sql} file, of which the statements are read while they run. */
record SqlBody(SqlRevision script, Direction direction, String checksum, List<StatementPart> parts)
        implements StepBody {

    /** Copies the parts. */
    SqlBody {
        parts = List.copyOf(parts);
    }

    static SqlBody of(SqlRevision script, Direction direction) {
        SqlRevisionSummary summary = script.inspect();
        SqlRevisionSummary.Section section = direction == Direction.DOWNGRADE ? summary.downgrade() : summary.upgrade();
        if (section == null) {
            throw new IrreversibleRevisionException(
                    "Revision " + script.id() + " has no downgrade section, so it cannot be undone. Add"
                            + " \"-- +downgrade\" to " + script.name() + ", or choose a target above it.",
                    Place.ofFile(script.name()).inRevision(script.id()));
        }
        return new SqlBody(script, direction, summary.checksum(), section.parts());
    }

    @Override
    public Place place() {
        return Place.ofFile(script.name()).inRevision(script.id());
    }

    @Override
    public void feed(StatementReceiver receiver) {
        try (SqlScript statements = script.open(direction)) {
            for (ScriptStatement each = statements.next(); each != null; each = statements.next()) {
                receiver.accept(each);
            }
        }
    }
}
