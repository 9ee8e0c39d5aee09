package dev.reflux.script;

import dev.reflux.sql.SqlName;
import dev.reflux.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;

/** Gathers the parts of one direction while its statements pass. */
public final class SummaryCollector {

    private final List<StatementPart> parts = new ArrayList<>();
    private final List<SqlName> createdTypes = new ArrayList<>();
    private final List<SqlName> extendedEnums = new ArrayList<>();
    private int part;
    private int statements;
    private boolean autocommit;

    /** Begins with none. */
    public SummaryCollector() {}

    /** Takes a statement of what is no file, where neighbours of a kind make a part. */
    public void add(ScriptStatement statement) {
        add(statement, statement.autocommit() ? 1 : 0);
    }

    /** Takes a statement of the part with the given number. */
    void add(ScriptStatement statement, int partNumber) {
        // An empty autocommit part between ordinary statements does not part them
        if (partNumber != part && (autocommit || statement.autocommit())) {
            endPart();
        }
        part = partNumber;
        statements++;
        autocommit = statement.autocommit();
        SqlName name = statement.traits().name();
        if (name != null && statement.traits().kind() == StatementKind.TYPE_CREATION) {
            createdTypes.add(name);
        } else if (name != null && statement.traits().kind() == StatementKind.ENUM_VALUE_ADDITION) {
            extendedEnums.add(name);
        }
    }

    /** All that has passed. */
    public List<StatementPart> finish() {
        endPart();
        return List.copyOf(parts);
    }

    private void endPart() {
        if (statements > 0) {
            parts.add(new StatementPart(autocommit, statements, createdTypes, extendedEnums));
        }
        statements = 0;
        createdTypes.clear();
        extendedEnums.clear();
    }
}
