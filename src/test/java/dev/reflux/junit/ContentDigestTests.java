package dev.reflux.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContentDigestTests {

    private static String of(Object... values) {
        return new ContentDigest().add(values).hex();
    }

    @Test
    void valuesThatLookAlikeAreToldApart() {
        List<String> digests = Stream.of(
                        of("null"),
                        of((Object) null),
                        of(1),
                        of(1L),
                        of("1"),
                        of("a", "b"),
                        of("ab"),
                        of(List.of("a", "b")),
                        of(List.of("a"), "b"),
                        of(List.of("a, b")),
                        of(Map.of("a", "b")),
                        of(Map.of("a", "b, c=d")),
                        of(Collections.singletonMap("a", null)),
                        of(Map.of("a", "null")),
                        of((Object) new String[] {"a", "b"}),
                        of((Object) new int[] {1}))
                .toList();

        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void arraysCountByWhatTheyHold() {
        assertThat(of((Object) new byte[] {1, 2})).isEqualTo(of((Object) new byte[] {1, 2}));
        assertThat(of((Object) new byte[] {1, 2})).isNotEqualTo(of((Object) new byte[] {1, 3}));
        assertThat(of((Object) new String[][] {{"a"}, {}})).isEqualTo(of((Object) new String[][] {{"a"}, {}}));
        assertThat(of(Arrays.asList(new int[] {7}, null))).isEqualTo(of(Arrays.asList(new int[] {7}, null)));
    }
}
