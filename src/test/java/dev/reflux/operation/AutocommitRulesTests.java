package dev.reflux.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.schema.Index;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutocommitRulesTests {

    private static final Index INDEX = Index.builder().name("ix_a").columns("a").build();

    @Test
    void concurrentIndexesNeedAutocommit() {
        Operation create = CreateIndex.builder("t", INDEX).concurrently().build();
        Operation drop = DropIndex.builder("ix_a").concurrently().build();

        assertRefused(create, "write it inside autocommit: - autocommit: [{create_index: …}].");
        assertRefused(drop, "write it inside autocommit: - autocommit: [{drop_index: …}].");
        assertThatCode(() -> AutocommitRules.checkOutside(new Autocommit(List.of(drop, create))))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(Operation operation, String advice) {
        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> AutocommitRules.checkOutside(operation))
                .withMessage("concurrently needs a place outside transactions; " + advice)
                .satisfies(e -> assertThat(e.argument()).isEqualTo("concurrently"));
    }

    @Test
    void otherOperationsStandAnywhere() {
        List<Operation> operations = List.of(
                CreateIndex.builder("t", INDEX).build(),
                DropIndex.builder("ix_a").build());

        assertThatCode(() -> operations.forEach(AutocommitRules::checkOutside)).doesNotThrowAnyException();
        assertThatCode(() -> new Autocommit(operations)).doesNotThrowAnyException();
    }

    @Test
    void autocommitHoldsNoOther() {
        Operation inner = new Autocommit(List.of(DropTable.builder("t").build()));

        assertThatExceptionOfType(InvalidOperationException.class)
                .isThrownBy(() -> new Autocommit(List.of(inner)))
                .withMessage("autocommit stands inside another; write one list.");
    }
}
