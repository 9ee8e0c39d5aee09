package dev.reflux.cli;

import dev.reflux.revision.VersionOp;
import dev.reflux.runtime.MigrationReport.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of steps whose columns are as wide as the steps of the whole run need. */
final class StepTable {

    private static final int WIDEST_MESSAGE = 48;

    private final Style style;
    private final int total;
    private final int directionWidth;
    private final int moveWidth;
    private final int messageWidth;

    StepTable(List<Step> steps, Style style) {
        this.style = style;
        this.total = steps.size();
        this.directionWidth = Columns.widest(steps, StepTable::direction);
        this.moveWidth = Columns.widest(steps, StepTable::move);
        this.messageWidth = Columns.widest(steps, StepTable::message);
    }

    /** A step that is done: {@code 1/8  upgrade  base -> 1975ea83b712  create table  12 statements  34 ms}. */
    String done(int number, Step step) {
        String statements = step.statements() == null ? "" : "  " + Columns.right(count(step.statements()), 14);
        String elapsed = step.elapsed() == null ? "" : "  " + Columns.right(ElapsedText.of(step.elapsed()), 8);
        return start(number, step) + style.faint(statements + elapsed);
    }

    /** A step that is only planned, with the number of its transaction. */
    String planned(int number, Step step) {
        return start(number, step) + style.faint("  transaction " + step.transaction());
    }

    /** A step without its place in the run. */
    String bare(Step step) {
        return (direction(step) + "  " + move(step) + "  " + message(step)).stripTrailing();
    }

    private String start(int number, Step step) {
        String of = Integer.toString(total);
        return "  " + Columns.right(Integer.toString(number), of.length()) + "/" + of
                + "  " + Columns.left(direction(step), directionWidth)
                + "  " + style.id(Columns.left(move(step), moveWidth))
                + "  " + Columns.left(message(step), messageWidth);
    }

    private static String count(int statements) {
        return statements == 1 ? "1 statement" : statements + " statements";
    }

    private static String direction(Step step) {
        return step.direction().name().toLowerCase(Locale.ROOT);
    }

    private static String message(Step step) {
        return step.message() == null ? "" : Columns.clip(step.message(), WIDEST_MESSAGE);
    }

    private static String move(Step step) {
        String parents = Heads.show(step.downRevisions());
        return switch (step.direction()) {
            case UPGRADE -> parents + " -> " + step.revision();
            case DOWNGRADE -> step.revision() + " -> " + parents;
            case STAMP -> rows(step.versionOps());
        };
    }

    /** A stamp moves rows and runs no revision, so the rows are what it is about. */
    private static String rows(List<VersionOp> ops) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (VersionOp op : ops) {
            if (op instanceof VersionOp.Insert insert) {
                after.add(insert.id());
            } else if (op instanceof VersionOp.Update update) {
                before.add(update.from());
                after.add(update.to());
            } else if (op instanceof VersionOp.Delete delete) {
                before.add(delete.id());
            }
        }
        return Heads.show(before) + " -> " + Heads.show(after);
    }
}
