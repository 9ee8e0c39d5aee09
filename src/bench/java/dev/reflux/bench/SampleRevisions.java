package dev.reflux.bench;

import dev.reflux.revision.RevisionNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Revisions of one base and fifty branches of equal length, each with the three statements of a usual small change. */
final class SampleRevisions {

    private static final int BRANCHES = 50;

    private SampleRevisions() {}

    /** The revisions, parents before children. */
    static List<RevisionNode> nodes(int count) {
        List<RevisionNode> nodes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int parent = i <= BRANCHES ? 0 : i - BRANCHES;
            List<String> down = i == 0 ? List.of() : List.of(id(parent));
            nodes.add(new RevisionNode(id(i), down, List.of(), List.of(), message(i), fileName(i)));
        }
        return nodes;
    }

    /** Writes them as files into a new folder. */
    static Path write(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        for (RevisionNode node : nodes(count)) {
            Files.writeString(folder.resolve(node.source()), text(node));
        }
        return folder;
    }

    private static String text(RevisionNode node) {
        String table = "t" + node.id();
        return """
                -- revision: %1$s
                -- down_revision: %2$s
                -- message: %3$s
                -- created: 2026-11-20T14:32:00Z

                -- +upgrade
                CREATE TABLE %4$s (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    name text NOT NULL,
                    created_at timestamptz NOT NULL DEFAULT now()
                );
                CREATE INDEX ix_%4$s_name ON %4$s (name);
                ALTER TABLE %4$s ADD COLUMN note varchar(200);

                -- +downgrade
                DROP TABLE %4$s;
                """
                .formatted(node.id(), String.join(", ", node.downRevisions()), node.message(), table);
    }

    private static String message(int number) {
        return "create table number " + number;
    }

    private static String fileName(int number) {
        return id(number) + "_create_table_number_" + number + ".sql";
    }

    /** As good as random, and the same in every run. */
    private static String id(int number) {
        return UUID.nameUUIDFromBytes(
                        new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number
                        })
                .toString()
                .replace("-", "")
                .substring(0, 12);
    }
}
