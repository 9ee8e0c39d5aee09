package dev.reflux.script.notation;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.reflux.script.YamlMistake;
import dev.reflux.script.notation.YamlNode.Fields;
import dev.reflux.script.notation.YamlNode.Items;
import dev.reflux.script.notation.YamlNode.Scalar;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.script.source.SourceText;
import dev.reflux.testsupport.ReferenceFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RevisionSchemaTests {

    private static final String FILE = "src/main/resources/dev/reflux/revision.schema.json";
    private static final int LINE = 110;
    private static final JsonMapper JSON = new JsonMapper();

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON.<JsonNode>valueToTree(RevisionSchema.create()));

    /** What fits on a line stands on one. */
    private static String printed(@Nullable Object value, String indent) {
        String line = JSON.writeValueAsString(value);
        boolean fits = indent.length() + line.length() <= LINE;
        if (value instanceof Map<?, ?> map && !fits) {
            return map.entrySet().stream()
                    .map(entry -> indent + "  " + JSON.writeValueAsString(entry.getKey()) + ": "
                            + printed(entry.getValue(), indent + "  "))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        if (value instanceof List<?> list && !fits) {
            return list.stream()
                    .map(each -> indent + "  " + printed(each, indent + "  "))
                    .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
        }
        return line;
    }

    /** The events of a YAML file as JSON, read by the core schema. */
    private List<Error> errors(String yaml) {
        YamlEvents events = new YamlEvents(SourceText.read(RevisionSource.ofText("a.yaml", yaml)));
        YamlNode root = new YamlTree(events).read(events.document().orElseThrow());
        return schema.validate(JSON.<JsonNode>valueToTree(json(root)));
    }

    private static @Nullable Object json(YamlNode node) {
        if (node instanceof Items items) {
            List<@Nullable Object> values = new ArrayList<>();
            items.values().forEach(each -> values.add(json(each)));
            return values;
        }
        if (node instanceof Fields fields) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            fields.values().forEach((key, field) -> values.put(key, json(field.value())));
            return values;
        }
        Scalar scalar = (Scalar) node;
        if (!scalar.plain()) {
            return scalar.text();
        }
        Object number = CoreSchema.number(scalar.text())
                .<Object>map(RevisionSchemaTests::json)
                .orElse(scalar.text());
        return scalar.isNull()
                ? null
                : CoreSchema.flag(scalar.text()).<Object>map(flag -> flag).orElse(number);
    }

    private static Number json(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 ? number.toBigInteger() : number;
    }

    @Test
    void fileIsWhatTheRecordsSay() {
        new ReferenceFile(FILE).requireEqual(printed(RevisionSchema.create(), "") + "\n");
    }

    @Test
    void isValidItself() {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(JSON.<JsonNode>valueToTree(RevisionSchema.create())))
                .isEmpty();
    }

    @Test
    void acceptsAllThatIsWritten() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + 500; seed++) {
            String text = YamlOperations.writeValue(new RandomRecords(seed).operations());
            assertThat(errors("revision: a\nupgrade:" + text))
                    .as("seed %dL%n%s", seed, text)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.reflux.script.YamlMistake#ofForm")
    void refusesWhatItsFormRefuses(YamlMistake mistake) {
        assertThat(errors("revision: a\n" + mistake.body())).isNotEmpty();
    }
}
