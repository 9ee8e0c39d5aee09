package dev.reflux.script.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many files at once, with the answers of one after the other. */
class ConcurrentReadingTests {

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 255, 256, 1000, 10_000})
    void givesTheResultsInTheOrderOfTheItems(int count) {
        assertThat(ConcurrentReading.read(numbers(count), i -> i + 1))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, count).boxed().toList());
    }

    @RepeatedTest(50)
    void failsWithTheFirstItemThatFailsWhicheverThreadMeetsItsOwnSooner() {
        assertThatThrownBy(() -> ConcurrentReading.read(numbers(5000), i -> {
                    if (i >= 700 && i % 3 == 1) {
                        throw new IllegalStateException("item " + i);
                    }
                    return i;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("item 700");
    }

    @Test
    void keepsWhatIsNothing() {
        assertThat(ConcurrentReading.<Integer, Integer>read(numbers(600), i -> i % 2 == 0 ? null : i))
                .hasSize(600)
                .startsWith(null, 1, null, 3);
    }

    @Test
    void leavesNoThreadBehindAndKeepsAnInterrupt() {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        Thread.currentThread().interrupt();
        ConcurrentReading.read(numbers(4000), i -> {
            used.add(Thread.currentThread());
            return i;
        });
        assertThat(Thread.interrupted()).isTrue();
        used.remove(Thread.currentThread());
        assertThat(used.stream().filter(Thread::isAlive).collect(Collectors.toSet()))
                .isEmpty();
    }
}
