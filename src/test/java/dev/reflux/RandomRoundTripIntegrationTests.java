package dev.reflux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.operation.AlterColumn;
import dev.reflux.operation.CreateEnum;
import dev.reflux.operation.CreateSchema;
import dev.reflux.operation.CreateSequence;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.Operation;
import dev.reflux.operation.Reverse;
import dev.reflux.schema.Column;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Identity;
import dev.reflux.schema.Literal;
import dev.reflux.schema.SequenceOptions;
import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.RandomOperations;
import dev.reflux.testsupport.TestDatabase;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random operations and their reverses against a server. */
@ExtendWith(PostgresServer.class)
class RandomRoundTripIntegrationTests {

    private static final int CHANGES = 150;
    private static final int OBJECTS = 300;

    private static final List<DataType> NUMBERS = List.of(type("integer"), type("bigint"), type("smallint"));
    private static final List<DataType> TEXTS = List.of(type("text"), type("varchar", "40"), type("char", "9"));

    private static DataType type(String name, String... arguments) {
        return new DataType(null, name, true, List.of(arguments), 0);
    }

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
                            one(random, null, 2L),
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

        CreateTable table() {
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
            return CreateTable.builder("t").columns(column).build();
        }

        /** The change that makes another of it. */
        AlterColumn to(State other) {
            boolean changesDefault = !Objects.equals(defaultValue, other.defaultValue);
            boolean changesIdentity = !Objects.equals(identity, other.identity);
            boolean changesComment = !comment.equals(other.comment);
            boolean renames = !name.equals(other.name);
            return new AlterColumn(
                    "t",
                    null,
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
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int changed = 0;
        for (int i = 0; i < CHANGES; i++) {
            List<DataType> types = random.nextBoolean() ? NUMBERS : TEXTS;
            State there = State.random(random, types);
            State here = State.random(random, types);
            String what = "seed %d, change %d: %s".formatted(seed, i, here.to(there));

            List<String> thereLines = created(database, there.table());
            List<String> hereLines = created(database, here.table());
            RoundTrip.run(database, here.table());
            RoundTrip.run(database, here.to(there));
            assertThat(database.fingerprint().lines()).as(what).isEqualTo(thereLines);
            RoundTrip.run(database, RoundTrip.reverse(here.to(there)));
            assertThat(database.fingerprint().lines()).as(what).isEqualTo(hereLines);
            database.execute("DROP TABLE t");
            changed += thereLines.equals(hereLines) ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(CHANGES / 2);
    }

    private static List<String> created(TestDatabase database, CreateTable table) {
        RoundTrip.run(database, table);
        List<String> lines = database.fingerprint().lines();
        database.execute("DROP TABLE t");
        return lines;
    }

    @Test
    void whatTheServerTakesCanBeTakenBack(TestDatabase database) {
        long seed = System.nanoTime();
        RandomOperations random = new RandomOperations(seed);
        RoundTrip trip = RoundTrip.from(database);
        int taken = 0;
        for (Class<? extends Operation> kind :
                List.of(CreateSchema.class, CreateSequence.class, CreateEnum.class, CreateTable.class)) {
            for (int i = 0; i < OBJECTS / 4; i++) {
                Operation operation = random.next(kind);
                if (operation.reverse() instanceof Reverse.By && isTaken(database, operation)) {
                    trip.backFrom(operation);
                    taken++;
                }
            }
        }
        assertThat(taken).as("seed %d", seed).isGreaterThan(OBJECTS / 6);
    }

    private static boolean isTaken(TestDatabase database, Operation operation) {
        try {
            // As one message, so that an error leaves nothing
            database.execute(String.join(";\n", RoundTrip.statements(operation)));
            return true;
        } catch (R2dbcException | InvalidOperationException e) {
            return false;
        }
    }
}
