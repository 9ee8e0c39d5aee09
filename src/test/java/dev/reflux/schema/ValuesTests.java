package dev.reflux.schema;

import static dev.reflux.schema.Values.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.InvalidOperationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValuesTests {

    @Test
    void fieldsKeepTheirOrderAndTakeNulls() {
        Map<String, @Nullable Object> fields = fields("z", 1, "a", "x", "m", null);
        assertThat(new ArrayList<>(fields.keySet())).containsExactly("z", "a", "m");
        assertThat(new ArrayList<>(fields.values())).isEqualTo(Arrays.asList(1, "x", null));
        assertThat(fields()).isEmpty();
    }

    @Test
    void fieldsCannotBeChanged() {
        Map<String, @Nullable Object> fields = fields("a", 1);
        assertThatThrownBy(() -> fields.put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void fieldsAreAnObjectAsALiteral() {
        assertThat(Literal.of(fields("b", List.of(1), "a", null)))
                .isEqualTo(Literal.of(Map.of("b", List.of(1), "a", new Literal.Null())));
    }

    @Test
    void fieldsRefuseWhatIsNotNameAndValue() {
        assertThatThrownBy(() -> fields("a"))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessage("fields has a name without a value at its end.");
        assertThatThrownBy(() -> fields("a", 1, 2, 3))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessage("fields has \"2\" where a name is to be.");
        assertThatThrownBy(() -> fields("a", 1, "a", 2))
                .isInstanceOf(InvalidOperationException.class)
                .hasMessage("fields has \"a\" twice.");
    }
}
