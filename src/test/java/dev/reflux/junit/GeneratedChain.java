package dev.reflux.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A clean chain as a market would grow one: tables, columns, indexes, enums, functions, triggers, views, rows, comments and
 * grants, in SQL and YAML, with autocommit parts, branches and merges. The same for the same seed.
 */
public final class GeneratedChain {

    private static final int BRANCH_EVERY = 40;
    private static final int BRANCH_LENGTH = 6;

    private final Path folder;
    private final Random random;
    private int number;

    private GeneratedChain(Path folder, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
    }

    /** A line of development: where it stands, and the tables that it may change. */
    private record Tip(List<String> heads, List<String> tables) {

        Tip at(String head) {
            return new Tip(List.of(head), tables);
        }
    }

    /** Up and down of a revision. */
    private record Change(String message, String up, String down) {}

    /** Writes a chain with one head into an existing folder. */
    public static Path write(Path folder, int revisions, long seed) {
        GeneratedChain chain = new GeneratedChain(folder, seed);
        Tip trunk = new Tip(List.of(), new ArrayList<>());
        while (chain.number < revisions) {
            boolean branches =
                    chain.number % BRANCH_EVERY == BRANCH_EVERY / 2 && chain.number + 2 * BRANCH_LENGTH + 1 < revisions;
            trunk = branches ? chain.branchAndMerge(trunk) : chain.next(trunk);
        }
        return folder;
    }

    /** Two lines that share no table, and their merge. */
    private Tip branchAndMerge(Tip trunk) {
        Tip left = new Tip(trunk.heads(), new ArrayList<>());
        Tip right = new Tip(trunk.heads(), new ArrayList<>());
        trunk.tables()
                .forEach(table -> (random.nextBoolean() ? left : right).tables().add(table));
        List<String> heads = List.of(extended(left), extended(right));
        String id = id();
        file(id, "merge", heads, "-- +upgrade\n\n-- +downgrade\n");
        List<String> tables = new ArrayList<>(left.tables());
        tables.addAll(right.tables());
        return new Tip(List.of(id), tables);
    }

    private String extended(Tip from) {
        Tip tip = from;
        for (int i = 0; i < BRANCH_LENGTH; i++) {
            tip = next(tip);
        }
        return tip.heads().get(0);
    }

    private String id() {
        number++;
        return "%04d%08x".formatted(number, random.nextInt());
    }

    private Tip next(Tip tip) {
        String id = id();
        int kind = tip.tables().isEmpty() ? 0 : random.nextInt(20);
        if (kind == 5) {
            yaml(id, tip);
        } else if (kind == 6) {
            concurrentIndex(id, tip);
        } else {
            Change change = change(kind, tip);
            file(
                    id,
                    change.message(),
                    tip.heads(),
                    "-- +upgrade\n" + change.up() + "\n-- +downgrade\n" + change.down());
        }
        return tip.at(id);
    }

    private String any(Tip tip) {
        return tip.tables().get(random.nextInt(tip.tables().size()));
    }

    private Change change(int kind, Tip tip) {
        return switch (kind) {
            case 0, 1, 2, 3, 4 -> table(tip);
            case 7 -> enumColumn(any(tip));
            case 8 -> trigger(any(tip));
            case 9 -> view(any(tip));
            case 10 -> rows(any(tip));
            case 11 -> comment(any(tip));
            case 12 -> grant(any(tip));
            case 13 -> check(any(tip));
            case 14, 15 -> partialIndex(any(tip));
            default -> column(any(tip));
        };
    }

    private Change table(Tip tip) {
        String table = "t" + number;
        String reference = tip.tables().isEmpty() ? "" : ",\n    ref bigint REFERENCES " + any(tip);
        tip.tables().add(table);
        return new Change(
                "create " + table,
                """
                CREATE TABLE %s (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    name text NOT NULL DEFAULT '',
                    price numeric(10, 2) NOT NULL DEFAULT 0 CHECK (price >= 0),
                    created_at timestamptz NOT NULL DEFAULT now()%s
                );
                CREATE INDEX ON %s (name);
                """
                        .formatted(table, reference, table),
                "DROP TABLE " + table + ";\n");
    }

    private Change column(String table) {
        String column = "c" + number;
        return new Change(
                "add " + column,
                "ALTER TABLE " + table + " ADD COLUMN " + column + " varchar(40) NOT NULL DEFAULT 'none';\n",
                "ALTER TABLE " + table + " DROP COLUMN " + column + ";\n");
    }

    private Change enumColumn(String table) {
        String type = "e" + number;
        return new Change(
                "add enum " + type,
                """
                CREATE TYPE %1$s AS ENUM ('draft', 'listed', 'gone');
                ALTER TABLE %2$s ADD COLUMN state_%1$s %1$s NOT NULL DEFAULT 'draft';
                """
                        .formatted(type, table),
                "ALTER TABLE " + table + " DROP COLUMN state_" + type + ";\nDROP TYPE " + type + ";\n");
    }

    private Change trigger(String table) {
        String name = "f" + number;
        return new Change(
                "trigger " + name,
                """
                CREATE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    NEW.name := trim(NEW.name);
                    RETURN NEW;
                END $$;
                CREATE TRIGGER %1$s BEFORE INSERT OR UPDATE ON %2$s FOR EACH ROW EXECUTE FUNCTION %1$s();
                """
                        .formatted(name, table),
                "DROP TRIGGER " + name + " ON " + table + ";\nDROP FUNCTION " + name + "();\n");
    }

    private Change view(String table) {
        String name = "v" + number;
        return new Change(
                "view " + name,
                "CREATE VIEW " + name + " AS SELECT id, upper(name) AS name FROM " + table + ";\n",
                "DROP VIEW " + name + ";\n");
    }

    private Change rows(String table) {
        return new Change(
                "seed " + table,
                "INSERT INTO " + table + " (name) SELECT 'r" + number + " ' || g FROM generate_series(1, 20) g;\n",
                "DELETE FROM " + table + " WHERE name LIKE 'r" + number + " %';\n");
    }

    private Change comment(String table) {
        String column = "n" + number;
        return new Change(
                "comment " + table,
                "ALTER TABLE " + table + " ADD COLUMN " + column + " integer;\nCOMMENT ON COLUMN " + table + "."
                        + column + " IS 'How often; see ''counts''';\n",
                "ALTER TABLE " + table + " DROP COLUMN " + column + ";\n");
    }

    private Change grant(String table) {
        return new Change(
                "grant " + table,
                "CREATE SEQUENCE s" + number + " INCREMENT 5;\nGRANT USAGE ON SEQUENCE s" + number + " TO PUBLIC;\n",
                "DROP SEQUENCE s" + number + ";\n");
    }

    private Change check(String table) {
        String name = "ck" + number;
        return new Change(
                "check " + name,
                "ALTER TABLE " + table + " ADD CONSTRAINT " + name + " CHECK (length(name) < 500);\n",
                "ALTER TABLE " + table + " DROP CONSTRAINT " + name + ";\n");
    }

    private Change partialIndex(String table) {
        String name = "ix" + number;
        return new Change(
                "index " + name,
                "CREATE INDEX " + name + " ON " + table + " (created_at) WHERE price > 0;\n",
                "DROP INDEX " + name + ";\n");
    }

    private void concurrentIndex(String id, Tip tip) {
        String name = "ic" + number;
        file(
                id,
                "index " + name + " concurrently",
                tip.heads(),
                """
                -- +upgrade
                -- +autocommit
                CREATE INDEX CONCURRENTLY %1$s ON %2$s (price);
                -- +end

                -- +downgrade
                -- +autocommit
                DROP INDEX CONCURRENTLY %1$s;
                -- +end
                """
                        .formatted(name, any(tip)));
    }

    private void yaml(String id, Tip tip) {
        String table = "t" + number;
        String other = any(tip);
        tip.tables().add(table);
        text(
                id + ".yaml",
                """
                revision: "%1$s"
                down_revision: [%2$s]
                message: create %3$s

                upgrade:
                  - create_table:
                      name: %3$s
                      comment: Made by operations
                      columns:
                        - {name: id, type: bigint, identity: {always: true}, primary_key: true}
                        - {name: name, type: text, nullable: false, default: ""}
                        - {name: price, type: "numeric(10,2)", nullable: false, default: 0}
                        - {name: created_at, type: timestamptz, nullable: false, default_sql: now()}
                  - add_column: {table: %4$s, column: {name: y%5$d, type: integer}}
                  - create_index: {name: iy%5$d, table: %3$s, columns: [name], where: price > 0}

                downgrade: auto
                """
                        .formatted(
                                id,
                                tip.heads().stream()
                                        .map(head -> '"' + head + '"')
                                        .collect(Collectors.joining(", ")),
                                table,
                                other,
                                number));
    }

    private void file(String id, String message, List<String> heads, String sections) {
        String parents = heads.isEmpty() ? "" : "-- down_revision: " + String.join(", ", heads) + "\n";
        text(id + ".sql", "-- revision: " + id + "\n" + parents + "-- message: " + message + "\n\n" + sections);
    }

    private void text(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
