package dev.reflux;

import static dev.reflux.schema.Types.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.junit.CatalogFingerprint;
import dev.reflux.operation.AlterColumn;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.CreateEnum;
import dev.reflux.operation.CreateSchema;
import dev.reflux.operation.CreateSequence;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.Operation;
import dev.reflux.operation.Reverse;
import dev.reflux.schema.Column;
import dev.reflux.schema.Computed;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Identity;
import dev.reflux.schema.Literal;
import dev.reflux.schema.PrimaryKey;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.schema.Unique;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RandomOperations;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.R2dbcException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random operations and their reverses against a server. Another run of the same: {@code -Dreflux.test.seed=N}. */
@ExtendWith(PostgresServer.class)
class RandomRoundTripIntegrationTests {

    private static final int CHANGES = 150;
    private static final int OBJECTS = 100;

    private static final List<DataType> NUMBERS = List.of(type("integer"), type("bigint"), type("smallint"));
    private static final List<DataType> TEXTS = List.of(type("text"), type("varchar(40)"), type("char(9)"));

    private final long seed = Long.getLong("reflux.test.seed", System.nanoTime());

    /** What a column is; of its default and its identity there is at most one. */
    private record State(
            String name,
            DataType type,
            boolean nullable,
            @Nullable Literal defaultValue,
            @Nullable Identity identity,
            String comment) {

        static State random(Random random, List<DataType> types) {
            boolean number = types == NUMBERS;
            int filled = random.nextInt(number ? 3 : 2);
            Identity identity = new Identity(
                    random.nextBoolean(),
                    new SequenceOptions(
                            one(random, null, 5L, 7L),
                            one(random, null, 1L, 3L),
                            one(random, null, 1L),
                            one(random, null, 99L),
                            one(random, null, 1L, 20L),
                            random.nextBoolean()));
            Literal value = number ? Literal.of(random.nextInt(9)) : Literal.of(one(random, "it's", "", "\\"));
            return new State(
                    Objects.requireNonNull(one(random, "c", "My \"Column\"")),
                    types.get(random.nextInt(types.size())),
                    filled != 2 && random.nextBoolean(),
                    filled == 1 ? value : null,
                    filled == 2 ? identity : null,
                    Objects.requireNonNull(one(random, "", "it's", "two\nlines")));
        }

        @SafeVarargs
        private static <T> @Nullable T one(Random random, @Nullable T... values) {
            return values[random.nextInt(values.length)];
        }

        CreateTable table(String schema, String table) {
            Column column = new Column(
                    name,
                    type,
                    nullable,
                    defaultValue,
                    null,
                    false,
                    false,
                    false,
                    comment.isEmpty() ? null : comment,
                    null,
                    identity,
                    null,
                    null);
            return CreateTable.builder(table).schema(schema).columns(column).build();
        }

        /** The change that makes another of it. */
        AlterColumn to(State other, String schema, String table) {
            boolean changesDefault = !Objects.equals(defaultValue, other.defaultValue);
            boolean changesIdentity = !Objects.equals(identity, other.identity);
            boolean changesComment = !comment.equals(other.comment);
            boolean renames = !name.equals(other.name);
            return new AlterColumn(
                    table,
                    schema,
                    name,
                    renames ? other.name : null,
                    type.equals(other.type) ? null : other.type,
                    null,
                    nullable == other.nullable ? null : other.nullable,
                    changesDefault ? other.defaultValue : null,
                    null,
                    changesDefault && other.defaultValue == null && other.identity == null,
                    changesComment && !other.comment.isEmpty() ? other.comment : null,
                    changesComment && other.comment.isEmpty(),
                    changesIdentity ? other.identity : null,
                    changesIdentity && other.identity == null,
                    null,
                    type,
                    nullable,
                    defaultValue == null ? new Literal.Null() : defaultValue,
                    null,
                    comment,
                    identity,
                    null);
        }
    }

    @Test
    void changesOfAColumnLeaveWhatACreatedOneWouldBe(TestDatabase database) {
        Random random = new Random(seed);
        List<AlterColumn> changes = new ArrayList<>();
        database.execute("CREATE SCHEMA here; CREATE SCHEMA there");
        for (int i = 0; i < CHANGES; i++) {
            List<DataType> types = random.nextBoolean() ? NUMBERS : TEXTS;
            State here = State.random(random, types);
            State there = State.random(random, types);
            RoundTrip.run(database, here.table("here", "t" + i));
            RoundTrip.run(database, there.table("there", "t" + i));
            changes.add(here.to(there, "here", "t" + i));
        }
        CatalogFingerprint before = database.fingerprint();

        changes.forEach(change -> RoundTrip.run(database, change));
        CatalogFingerprint after = database.fingerprint();
        assertThat(columns(after, "here"))
                .as("seed %d: %s", seed, changes)
                .isEqualTo(columns(before, "there"))
                .isNotEqualTo(columns(before, "here"));

        changes.forEach(change -> RoundTrip.run(database, RoundTrip.reverse(change)));
        assertThat(columns(database.fingerprint(), "here"))
                .as("seed %d: %s", seed, changes)
                .isEqualTo(columns(before, "here"));
    }

    /**
     * The lines of a schema, without what PostgreSQL leaves as it was made: at a renaming the names of the sequence and,
     * since 18, of the not null; at a change of the type that of the default.
     */
    private static List<String> columns(CatalogFingerprint fingerprint, String schema) {
        return fingerprint.lines().stream()
                .filter(line -> line.contains(' ' + schema + '.') && !line.contains(": NOT NULL "))
                .map(line -> line.replace(schema + '.', ""))
                .map(line -> line.replaceFirst("^sequence \"?(t\\d+)_.*_seq\"?: ", "sequence of $1: "))
                .map(line -> line.replaceFirst("(, default '.*')::[a-z ]+$", "$1"))
                .sorted()
                .toList();
    }

    @Test
    void whatTheServerTakesCanBeTakenBack(TestDatabase database) {
        RandomOperations random = new RandomOperations(seed);
        database.execute("CREATE SCHEMA shop; CREATE TYPE mood AS ENUM ('a'); CREATE TYPE shop.mood AS ENUM ('b')");
        RoundTrip trip = RoundTrip.from(database);
        List<Operation> taken = new ArrayList<>();
        for (Class<? extends Operation> kind :
                List.of(CreateSchema.class, CreateSequence.class, CreateEnum.class, CreateTable.class)) {
            Stream.generate(() -> plausible(random.next(kind)))
                    .limit(OBJECTS)
                    .filter(operation -> operation.reverse() instanceof Reverse.By)
                    .filter(operation -> isTaken(database, operation))
                    .forEach(taken::add);
        }

        assertThat(taken).as("seed %d", seed).hasSizeGreaterThan(OBJECTS / 2);
        System.out.println("Random round trips with -Dreflux.test.seed=" + seed);
        trip.backFrom(new Autocommit(taken));
    }

    /** A table without what there is not here. */
    private static Operation plausible(Operation operation) {
        if (!(operation instanceof CreateTable table)) {
            return operation;
        }
        List<Constraint> constraints = table.constraints().stream()
                .filter(each -> each instanceof PrimaryKey
                        || (each instanceof Unique unique && unique.include().isEmpty()))
                .toList();
        return new CreateTable(
                table.name(),
                table.schema() == null ? null : "shop",
                table.columns().stream()
                        .map(RandomRoundTripIntegrationTests::plausible)
                        .toList(),
                constraints,
                List.of(),
                table.comment(),
                false,
                null,
                List.of(),
                table.unlogged(),
                null,
                table.with());
    }

    private static Column plausible(Column column) {
        boolean counts = column.identity() != null && column.type().name().equals("integer");
        return new Column(
                column.name(),
                column.type().name().startsWith("My") ? type("text") : column.type(),
                column.nullable(),
                column.defaultValue(),
                null,
                column.primaryKey(),
                column.unique(),
                column.index(),
                column.comment(),
                null,
                counts ? new Identity(true, SequenceOptions.builder().build()) : null,
                column.computed() == null ? null : new Computed("NULL", false),
                null);
    }

    private static boolean isTaken(TestDatabase database, Operation operation) {
        try {
            // As one message, so that an error leaves nothing
            database.execute(String.join(";\n", RoundTrip.statements(operation)));
            return true;
        } catch (R2dbcException | InvalidOperationException | IllegalArgumentException e) {
            // What it needs is not there, or is by that name; or the driver misreads a string
            return false;
        }
    }
}
