package dev.reflux.script;

import dev.reflux.error.RefluxException;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.testsupport.Mutator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of a good file, it is read or refused with an error of ours, and in time. */
class HeaderFuzzTests {

    private static final int RUNS = 4_000;

    private static final String YAML =
            """
            # create account
            revision: "1975ea83b712"
            down_revision: [ae1027a6acf0, 'b2']
            branch_labels: shop
            depends_on: []
            message: "create \\u00e4 account \\x41"
            created: 2026-11-20T14:32:00Z
            upgrade:
              - create_table:
                  name: account
                  columns:
                    - {name: id, type: bigint, identity: {always: true}}
                  comment: |-
                    people who can
                    sign in
              - execute:
                  sql: >+
                    SELECT 1
            downgrade: auto
            """;

    private static final String JAVA =
            """
            package db.versions;

            import dev.reflux.migration.Revision;

            /** Creates @Revision(id = "no"). */
            @Revision(id = "1975" + "ea83b712", downRevision = {"ae1027a6acf0", "\\u0062\\62"}, message = \"""
                    create \\
                    account \\s \\"
                    \""")
            public final class CreateAccount implements Migration {
                char c = '\\''; // comment
                @Override public void upgrade(Operations op) { op.execute("SELECT '{' \\\\"); }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void mutatedYamlIsReadOrRefused() throws IOException {
        fuzz(YAML, "a.yaml", YamlRevisionHeader::read);
    }

    @Test
    void mutatedJavaIsReadOrRefused() throws IOException {
        fuzz(JAVA, "A.java", JavaRevisionHeader::read);
    }

    private void fuzz(String good, String name, Consumer<RevisionSource> reader) throws IOException {
        Path file = folder.resolve(name);
        RevisionSource source = RevisionSource.ofFile(name, file);
        Files.writeString(file, good);
        reader.accept(source);
        long first = System.nanoTime();
        int refused = 0;
        for (long seed = first; seed < first + RUNS; seed++) {
            byte[] content = Mutator.toSmall(seed).mutate(good);
            Files.write(file, content);
            try {
                reader.accept(source);
            } catch (RefluxException expected) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "Seed " + seed + " made of " + name + ":\n" + new String(content, StandardCharsets.UTF_8), e);
            }
        }
        if (refused == 0 || refused == RUNS) {
            throw new AssertionError("From seed " + first + " on, the mutations tried nothing: " + refused);
        }
    }
}
