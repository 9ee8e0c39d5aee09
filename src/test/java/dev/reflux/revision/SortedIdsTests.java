package dev.reflux.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SortedIdsTests {

    @Test
    void behavesAsASortedSetThatIsCopiedAtEachChange() {
        Random random = new Random(7);
        TreeSet<String> model = new TreeSet<>();
        SortedIds ids = SortedIds.EMPTY;
        for (int i = 0; i < 4_000; i++) {
            String id = Integer.toString(random.nextInt(300));
            SortedIds before = ids;
            List<String> content = List.copyOf(before);
            if (random.nextInt(5) < 3) {
                model.add(id);
                ids = ids.plus(id);
            } else {
                model.remove(id);
                ids = ids.minus(id);
            }
            assertThat(ids).containsExactlyElementsOf(model);
            assertThat(ids.contains(id)).isEqualTo(model.contains(id));
            assertThat(before).containsExactlyElementsOf(content);
        }
    }

    @Test
    void staysFlatWhenIdsComeInOrder() {
        SortedIds ids = SortedIds.EMPTY;
        for (int i = 0; i < 200_000; i++) {
            ids = ids.plus(Integer.toString(1_000_000 + i));
        }
        assertThat(ids).hasSize(200_000);
        assertThat(ids.get(123_456)).isEqualTo("1123456");
        for (int i = 0; i < 199_999; i++) {
            ids = ids.minus(Integer.toString(1_000_000 + i));
        }
        assertThat(ids).containsExactly("1199999");
    }

    @Test
    void cannotBeChanged() {
        SortedIds ids = SortedIds.copyOf(List.of("b", "a", "b"));
        assertThat(ids).containsExactly("a", "b").isEqualTo(List.of("a", "b"));
        assertThatThrownBy(() -> ids.add("c")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ids.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
