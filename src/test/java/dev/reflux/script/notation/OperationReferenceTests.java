package dev.reflux.script.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.script.YamlRevisionBody;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.testsupport.ReferenceFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationReferenceTests {

    private final List<PlacedOperation> examples = YamlRevisionBody.read(
                    RevisionSource.ofFile(Path.of("src/test/resources/dev/reflux/script/operation-examples.yaml")))
            .upgrade();

    @Test
    void pageIsWhatTheCodeSays() {
        new ReferenceFile("docs/operations-reference.md").requireEqual(OperationReference.create(examples));
    }

    @Test
    void everyOperationHasAnExample() {
        assertThat(examples.stream()
                        .map(each -> OperationNames.of(each.operation().getClass())))
                .containsAll(OperationNames.all());
    }
}
