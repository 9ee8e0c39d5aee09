package dev.reflux.script.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.operation.Operation;
import dev.reflux.script.YamlRevisionBody;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.testsupport.RandomOperations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YamlOperationsTests {

    private static List<Operation> read(String value) {
        RevisionSource source = RevisionSource.ofText("a.yaml", "revision: a\nupgrade:" + value);
        return YamlRevisionBody.read(source).upgrade().stream()
                .map(PlacedOperation::operation)
                .toList();
    }

    private static String rewritten(String entries) {
        return YamlOperations.write(read("\n" + entries));
    }

    @Test
    void operationsOfWhateverTheirPartsCanHoldAreReadAsTheSame() {
        Set<Class<?>> seen = new HashSet<>();
        long first = System.nanoTime();
        for (long seed = first; seed < first + 3000; seed++) {
            List<Operation> operations = new RandomRecords(seed).operations();
            String text = YamlOperations.writeValue(operations);
            List<Operation> again = read(text);
            assertThat(again).as("seed %dL%n%s", seed, text).isEqualTo(operations);
            assertThat(YamlOperations.writeValue(again)).as("seed %dL", seed).isEqualTo(text);
            operations.forEach(operation -> seen.add(operation.getClass()));
        }
        assertThat(seen).hasSize(OperationNames.all().size());
    }

    @Test
    void operationsThatGoTogetherAreReadAsTheSame() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + 2000; seed++) {
            List<Operation> operations = new RandomOperations(seed).next(3);
            String text = YamlOperations.writeValue(operations);
            assertThat(read(text)).as("seed %dL%n%s", seed, text).isEqualTo(operations);
        }
    }

    @Test
    void shortMapsStandOnALineAndOperationsOnSeveral() {
        String text =
                """
                - create_table:
                    name: account
                    schema: shop
                    columns:
                      - {name: id, type: bigint, primary_key: true, identity: {always: true}}
                      - {name: email, type: text, nullable: false, default: "12"}
                    constraints:
                      - check: {condition: length(email) > 3}
                      - unique: {name: uq_account_email, columns: [email], deferrable: true, initially: deferred}
                    indexes:
                      - {columns: [email, {expression: lower(email), order: desc}]}
                    with: {fillfactor: "70"}
                - autocommit:
                    - create_index:
                        name: ix
                        table: account
                        columns: [email]
                        concurrently: true
                    - execute: VACUUM
                - execute: |-
                    CREATE FUNCTION f() RETURNS int AS $$

                      SELECT 1
                    $$ LANGUAGE sql
                - drop_index:
                    name: ix
                    dropped: {table: account, columns: [email]}
                """;

        assertThat(rewritten(text)).isEqualTo(text);
    }

    @Test
    void longMapsStandOnSeveralLines() {
        String comment = "what ".repeat(30).strip();

        assertThat(rewritten("- create_table: {name: t, columns: [{name: a, type: text, comment: " + comment + "}]}\n"))
                .isEqualTo(
                        "- create_table:\n    name: t\n    columns:\n      - name: a\n        type: text\n        comment: "
                                + comment + "\n");
    }

    @Test
    void noOperationsAreAnEmptyList() {
        assertThat(YamlOperations.write(List.of())).isEmpty();
        assertThat(YamlOperations.writeValue(List.of())).isEqualTo(" []\n");
    }
}
