package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.CreateConstraint;
import dev.reflux.operation.CreateIndex;
import dev.reflux.operation.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomOperationsTests {

    @Test
    void theSameSeedGivesTheSameOperations() {
        List<Operation> operations = new RandomOperations(7).next(300);

        assertThat(new RandomOperations(7).next(300)).isEqualTo(operations);
        assertThat(new RandomOperations(8).next(300)).isNotEqualTo(operations);
    }

    @Test
    void everyKindIsThere() {
        Set<Class<?>> kinds = new HashSet<>();
        new RandomOperations(1).next(1_000).forEach(operation -> kinds.add(operation.getClass()));

        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(kinds(Operation.class).toList());
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Stream.of(permitted).flatMap(RandomOperationsTests::kinds);
    }

    @Test
    void aKindCanBeAskedFor() {
        RandomOperations operations = new RandomOperations(1);

        assertThat(operations.next(CreateConstraint.class)).isInstanceOf(CreateConstraint.class);
        assertThat(Stream.generate(() -> operations.next(CreateIndex.class)).limit(50))
                .noneMatch(CreateIndex::concurrently);
    }
}
