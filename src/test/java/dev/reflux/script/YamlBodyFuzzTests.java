package dev.reflux.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.error.RevisionGraphException;
import dev.reflux.operation.Operation;
import dev.reflux.script.notation.PlacedOperation;
import dev.reflux.script.notation.YamlOperations;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.testsupport.Mutator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a good file, it is read, and what is read can be written, or it is refused at a place in it. */
class YamlBodyFuzzTests {

    private static final int RUNS = 1_000;
    private static final Path EXAMPLES = Path.of("src/test/resources/dev/reflux/script/operation-examples.yaml");

    private static final List<String> WORDS = List.of(
            "null",
            "true",
            "12",
            "-1",
            "0x1F",
            "1e400",
            "1e999999999",
            ".nan",
            "\"\"",
            "[]",
            "{}",
            "[a]",
            "{a: b}",
            "table",
            "name",
            "columns",
            "dropped",
            "unique",
            "check",
            "create_table",
            "autocommit",
            "Set Null");

    @Test
    void mutatedCharactersAreReadOrRefused() throws IOException {
        String good = Files.readString(EXAMPLES);
        run(seed -> Mutator.toSmall(seed).mutate(good));
    }

    @Test
    void exchangedWordsAreReadOrRefused() throws IOException {
        String good = Files.readString(EXAMPLES);
        run(seed -> exchange(good, new Random(seed)).getBytes(StandardCharsets.UTF_8));
    }

    private interface Mutation {
        byte[] of(long seed);
    }

    private static String exchange(String good, Random random) {
        String[] words = good.split("\\b", -1);
        for (int i = random.nextInt(2); i >= 0; i--) {
            boolean odd = random.nextInt(3) > 0;
            words[random.nextInt(words.length)] =
                    odd ? WORDS.get(random.nextInt(WORDS.size())) : words[random.nextInt(words.length)];
        }
        return String.join("", words);
    }

    private static void run(Mutation mutation) {
        long first = System.nanoTime();
        int read = 0;
        for (long seed = first; seed < first + RUNS; seed++) {
            String text = new String(mutation.of(seed), StandardCharsets.UTF_8);
            try {
                read += isRead(text) ? 1 : 0;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("Seed " + seed + "L made\n" + text, e);
            }
        }
        assertThat(read).as("from seed %dL on", first).isBetween(1, RUNS - 1);
    }

    private static boolean isRead(String text) {
        List<Operation> operations;
        try {
            operations = operations(text);
        } catch (InvalidRevisionFileException refusal) {
            assertThat(refusal.file()).isEqualTo("a.yaml");
            assertThat(refusal.getMessage()).containsPattern("[.?]$");
            return false;
        } catch (RevisionGraphException invalidId) {
            return false;
        }
        assertThat(operations("revision: a\nupgrade:" + YamlOperations.writeValue(operations)))
                .isEqualTo(operations);
        return true;
    }

    private static List<Operation> operations(String text) {
        return YamlRevisionBody.read(RevisionSource.ofText("a.yaml", text)).upgrade().stream()
                .map(PlacedOperation::operation)
                .toList();
    }
}
