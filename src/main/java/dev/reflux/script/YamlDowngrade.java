package dev.reflux.script;

import dev.reflux.script.notation.PlacedOperation;
import dev.reflux.sql.TextPosition;
import java.util.List;

/** What a YAML revision says of the way down. */
public sealed interface YamlDowngrade {

    /** Operations; without any, there is nothing to undo. */
    record Listed(List<PlacedOperation> operations) implements YamlDowngrade {

        /** Copies the operations. */
        public Listed {
            operations = List.copyOf(operations);
        }
    }

    /**
     * The reverse of the upgrade, where it has one.
     *
     * @param position where the word stands
     */
    record Automatic(TextPosition position) implements YamlDowngrade {}

    /** There is none: the revision is irreversible. */
    record Absent() implements YamlDowngrade {}
}
