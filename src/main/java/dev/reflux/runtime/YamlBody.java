package dev.reflux.runtime;

import dev.reflux.error.IrreversibleRevisionException;
import dev.reflux.error.Place;
import dev.reflux.operation.Reverse;
import dev.reflux.revision.Direction;
import dev.reflux.script.ScriptStatement;
import dev.reflux.script.StatementPart;
import dev.reflux.script.SummaryCollector;
import dev.reflux.script.YamlDowngrade;
import dev.reflux.script.YamlRevision;
import dev.reflux.script.YamlRevisionBody;
import dev.reflux.script.notation.PlacedOperation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A direction of a {@code .yaml} file, of which all statements are known beforehand. */
record YamlBody(Place place, String checksum, List<ScriptStatement> statements) implements StepBody {

    /** Copies the statements. */
    YamlBody {
        statements = List.copyOf(statements);
    }

    /**
     * The body of a direction.
     *
     * @throws IrreversibleRevisionException where the way down is asked for and there is none
     */
    static YamlBody of(YamlRevision script, Direction direction, EnvironmentContext context) {
        YamlRevisionBody body = script.body();
        OperationStatements compiler = new OperationStatements(context, script.id(), script.name());
        List<PlacedOperation> operations =
                direction == Direction.DOWNGRADE ? downgrade(script, body, compiler) : compiler.named(body.upgrade());
        return new YamlBody(place(script), body.checksum(), compiler.compile(operations));
    }

    private static Place place(YamlRevision script) {
        return Place.ofFile(script.name()).inRevision(script.id());
    }

    private static List<PlacedOperation> downgrade(
            YamlRevision script, YamlRevisionBody body, OperationStatements compiler) {
        if (body.downgrade() instanceof YamlDowngrade.Listed listed) {
            return compiler.named(listed.operations());
        }
        if (body.downgrade() instanceof YamlDowngrade.Automatic) {
            return compiler.named(reversed(script, compiler.named(body.upgrade())));
        }
        throw new IrreversibleRevisionException(
                "Revision " + script.id()
                        + " has no downgrade, so it cannot be undone. Add the key \"downgrade\" with a"
                        + " list of operations, or auto, to " + script.name() + ", or choose a target above it.",
                place(script));
    }

    private static List<PlacedOperation> reversed(YamlRevision script, List<PlacedOperation> operations) {
        List<PlacedOperation> reversed = new ArrayList<>();
        for (PlacedOperation placed : operations) {
            Reverse reverse = placed.operation().reverse();
            if (reverse instanceof Reverse.By by) {
                List<PlacedOperation> parts = reversed(script, placed.parts());
                reversed.add(new PlacedOperation(by.operation(), placed.position(), parts));
            } else if (reverse instanceof Reverse.None none) {
                throw irreversible(script, placed, none);
            }
        }
        Collections.reverse(reversed);
        return reversed;
    }

    private static IrreversibleRevisionException irreversible(
            YamlRevision script, PlacedOperation placed, Reverse.None none) {
        Place place = Place.of(
                script.name(), placed.position().line(), placed.position().column());
        return new IrreversibleRevisionException(
                "Revision " + script.id() + " cannot be undone: " + place.describe() + ", "
                        + placed.operation().describe() + ": " + none.reason()
                        + " Or write the operations of the downgrade in place of auto.",
                place.inRevision(script.id()));
    }

    @Override
    public List<StatementPart> parts() {
        SummaryCollector collector = new SummaryCollector();
        statements.forEach(collector::add);
        return collector.finish();
    }

    @Override
    public void feed(StatementReceiver receiver) {
        statements.forEach(receiver::accept);
    }
}
