package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.config.RefluxConfig;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors are told of the keys in an application's configuration, against the keys that there are. */
class MetadataTests {

    private static final String FILE = "/META-INF/spring-configuration-metadata.json";

    private final Map<String, JsonNode> told = new TreeMap<>();

    MetadataTests() throws Exception {
        try (InputStream in = Objects.requireNonNull(MetadataTests.class.getResourceAsStream(FILE))) {
            for (JsonNode property : JsonMapper.shared().readTree(in).get("properties")) {
                String name = property.get("name").asString();
                if (name.startsWith("reflux.")) {
                    assertThat(told.put(name, property)).as(name).isNull();
                }
            }
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** The names and types of a record's components, nested ones by their full names. */
    private static Map<String, String> keys(Class<?> type, String prefix) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + kebab(component.getName());
            if (component.getType().isRecord()) {
                keys.putAll(keys(component.getType(), name + "."));
                if (component.getType() != RefluxProperties.Pool.class) {
                    continue;
                }
            }
            keys.put(
                    name,
                    component.getType().isPrimitive()
                            ? ClassUtils.resolvePrimitiveIfNecessary(component.getType())
                                    .getName()
                            : component.getGenericType().getTypeName().replace(" ", ""));
        }
        return keys;
    }

    @Test
    void everyKeyIsToldWithItsTypeAndNoneTooMany() {
        Map<String, String> types = new TreeMap<>();
        told.forEach((name, property) -> types.put(name, property.get("type").asString()));
        assertThat(types).containsExactlyInAnyOrderEntriesOf(keys(RefluxProperties.class, "reflux."));
    }

    @Test
    void everyKeyIsDescribedByASentence() {
        assertThat(told.values())
                .allSatisfy(property -> assertThat(property.get("description").asString())
                        .as(property.get("name").asString())
                        .endsWith(".")
                        .hasSizeGreaterThan(15));
    }

    @Test
    void defaultsThatAreToldAreThoseThatHold() {
        Map<String, Object> values = new LinkedHashMap<>();
        told.forEach((name, property) -> {
            JsonNode value = property.get("defaultValue");
            if (value != null && !name.startsWith("reflux.pool")) {
                values.put(name, value.isArray() ? texts(value) : value.asString());
            }
        });
        RefluxProperties read = new Binder(new MapConfigurationPropertySource(values))
                .bind("reflux", Bindable.of(RefluxProperties.class))
                .get();
        RefluxProperties unset =
                new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("reflux", RefluxProperties.class);
        assertThat(config(read)).isEqualTo(config(unset));
        assertThat(List.of(read.enabled(), read.target(), read.exitAfterMigration(), read.health()))
                .isEqualTo(List.of(unset.enabled(), unset.target(), unset.exitAfterMigration(), unset.health()));
    }

    @Test
    void onlyKeysThatAreUnsetByDefaultHaveNone() {
        assertThat(told.values())
                .filteredOn(property -> property.get("defaultValue") == null)
                .extracting(property -> property.get("name").asString().substring("reflux.".length()))
                .containsExactlyInAnyOrder(
                        "url",
                        "username",
                        "password",
                        "options",
                        "pool.validation-query",
                        "post-write-hooks",
                        "version-table-schema",
                        "transaction",
                        "naming-convention",
                        "placeholders",
                        "environment",
                        "target-metadata");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asString()));
        return texts;
    }

    private static RefluxConfig config(RefluxProperties read) {
        return read.applyTo(RefluxConfig.builder()).build();
    }
}
