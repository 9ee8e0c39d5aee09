package dev.reflux.script.notation;

import dev.reflux.operation.Operation;
import java.util.List;

/**
 * Writes operations as YAML revisions hold them.
 *
 * <p>What is as it would be without its key is left out; texts are quoted where they could be taken for something else;
 * SQL of several lines is a literal block. Reading the text gives operations that are equal to those written.
 */
public final class YamlOperations {

    private YamlOperations() {}

    /**
     * The operations as entries of a list, each on lines of its own.
     *
     * @return empty for none; else with a line end at its end
     */
    public static String write(List<Operation> operations) {
        return YamlPrinter.items(OperationWriter.operations(operations), "");
    }

    /**
     * The operations as the value of a key at the beginning of a line: what follows its colon.
     *
     * @return {@code " []"} for none; with a line end at its end
     */
    public static String writeValue(List<Operation> operations) {
        return YamlPrinter.afterKey(OperationWriter.operations(operations), "");
    }
}
