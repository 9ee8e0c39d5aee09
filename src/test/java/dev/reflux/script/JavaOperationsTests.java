package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.Operation;
import dev.reflux.script.CompiledMigrations.Running;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaOperationsTests {

    /** Each is the name of something that the code would like to import. */
    private static final List<String> CLASS_NAMES =
            List.of("Index", "CreateTable", "List", "Values", "Reference", "BulkColumn", "Literal", "BigDecimal");

    private final CompiledMigrations classes;

    JavaOperationsTests(@TempDir Path folder) {
        classes = new CompiledMigrations(folder);
    }

    @Test
    void whatIsWrittenRunsAsTheSameOperations() throws Exception {
        long seed = Long.getLong("reflux.test.seed", System.nanoTime());
        Set<Class<?>> seen = new HashSet<>();
        List<List<Operation>> written = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            List<Operation> upgrade = operations(seed + i, 6);
            List<Operation> downgrade = operations(seed - 1 - i, 3);
            written.add(upgrade);
            written.add(downgrade);
            upgrade.forEach(operation -> seen.add(operation.getClass()));
            classes.add(className(i), upgrade, downgrade);
        }
        try (Running running = classes.compile()) {
            for (int i = 0; i < 80; i++) {
                String context = "seed " + seed + "\n" + classes.source(className(i));
                assertThat(running.upgrade(className(i))).as(context).isEqualTo(written.get(2 * i));
                assertThat(running.downgrade(className(i))).as(context).isEqualTo(written.get(2 * i + 1));
            }
        }
        assertThat(seen).hasSize(OperationNames.all().size());
    }

    private static String className(int number) {
        return number < CLASS_NAMES.size() ? CLASS_NAMES.get(number) : "Written" + number;
    }

    private static List<Operation> operations(long seed, int count) {
        RandomRecords random = new RandomRecords(seed);
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operations.add(random.operation());
        }
        return operations;
    }
}
