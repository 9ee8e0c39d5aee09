package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YamlOperationsTests {

    private static List<Operation> read(String value) {
        RevisionSource source = RevisionSource.ofText("a.yaml", "revision: a\nupgrade:" + value);
        return YamlRevisionBody.read(source).upgrade().stream()
                .map(PlacedOperation::operation)
                .toList();
    }

    private static String rewritten(String entries) {
        return YamlOperations.write(read("\n" + entries));
    }

    @Test
    void whatIsWrittenIsReadAsTheSameOperations() {
        Set<Class<?>> seen = new HashSet<>();
        long first = System.nanoTime();
        for (long seed = first; seed < first + 3000; seed++) {
            List<Operation> operations = new RandomRecords(seed).operations();
            String text = YamlOperations.writeValue(operations);
            List<Operation> again = read(text);
            assertThat(again).as("seed %dL%n%s", seed, text).isEqualTo(operations);
            assertThat(YamlOperations.writeValue(again)).as("seed %dL", seed).isEqualTo(text);
            operations.forEach(operation -> seen.add(operation.getClass()));
        }
        assertThat(seen).hasSize(OperationNames.all().size());
    }
}
