package dev.reflux.testsupport;

import static dev.reflux.schema.Types.type;

import dev.reflux.operation.AddColumn;
import dev.reflux.operation.AddEnumValue;
import dev.reflux.operation.AlterColumn;
import dev.reflux.operation.AlterSequence;
import dev.reflux.operation.Autocommit;
import dev.reflux.operation.BulkColumn;
import dev.reflux.operation.BulkInsert;
import dev.reflux.operation.CreateCheckConstraint;
import dev.reflux.operation.CreateEnum;
import dev.reflux.operation.CreateExcludeConstraint;
import dev.reflux.operation.CreateExtension;
import dev.reflux.operation.CreateForeignKey;
import dev.reflux.operation.CreateIndex;
import dev.reflux.operation.CreatePrimaryKey;
import dev.reflux.operation.CreateSchema;
import dev.reflux.operation.CreateSequence;
import dev.reflux.operation.CreateTable;
import dev.reflux.operation.CreateTableComment;
import dev.reflux.operation.CreateUniqueConstraint;
import dev.reflux.operation.DropColumn;
import dev.reflux.operation.DropConstraint;
import dev.reflux.operation.DropEnum;
import dev.reflux.operation.DropExtension;
import dev.reflux.operation.DropIndex;
import dev.reflux.operation.DropSchema;
import dev.reflux.operation.DropSequence;
import dev.reflux.operation.DropTable;
import dev.reflux.operation.DropTableComment;
import dev.reflux.operation.Execute;
import dev.reflux.operation.Operation;
import dev.reflux.operation.Parameter;
import dev.reflux.operation.RenameConstraint;
import dev.reflux.operation.RenameEnumValue;
import dev.reflux.operation.RenameTable;
import dev.reflux.operation.ValidateConstraint;
import dev.reflux.schema.Column;
import dev.reflux.schema.Constraint;
import dev.reflux.schema.ConstraintType;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Index;
import dev.reflux.schema.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Random operations of every kind: arguments that go together, in all combinations, with names and texts that are hard to
 * write down. The same seed gives the same operations.
 *
 * <p>They need not make sense to a database: a foreign key may reference what is not there. What a revision file cannot say
 * is not made: a definition of what was dropped shares the name and the schema, and nothing is done concurrently outside of
 * {@link Autocommit}.
 */
public final class RandomOperations {

    private static final int LONGEST_AUTOCOMMIT = 3;

    private final Random random;
    private final RandomSchema schema;
    private final List<Supplier<Operation>> kinds;
    private boolean inAutocommit;

    /** Operations of a seed. */
    public RandomOperations(long seed) {
        this.random = new Random(seed);
        this.schema = new RandomSchema(random);
        this.kinds = List.of(
                () -> createTable(schema.name(), schema.schema(), schema.seldom()),
                this::dropTable,
                () -> new RenameTable(schema.name(), schema.name(), schema.schema()),
                () -> new CreateTableComment(schema.name(), schema.schema(), schema.text(), schema.maybe(schema::text)),
                () -> new DropTableComment(schema.name(), schema.schema(), schema.maybe(schema::text)),
                () -> new AddColumn(schema.name(), schema.schema(), column(schema.name()), schema.seldom()),
                this::dropColumn,
                this::alterColumn,
                () -> createIndex(schema.maybe(schema::name), schema.schema(), inAutocommit && schema.chance(), false),
                () -> createIndex(schema.name(), schema.schema(), inAutocommit && schema.chance(), true),
                this::dropIndex,
                this::createPrimaryKey,
                this::createUniqueConstraint,
                this::createForeignKey,
                this::createCheckConstraint,
                this::createExcludeConstraint,
                () -> new ValidateConstraint(schema.name(), schema.name(), schema.schema()),
                this::dropConstraint,
                () -> new RenameConstraint(schema.name(), schema.schema(), schema.name(), schema.name()),
                () -> new CreateSchema(schema.name(), schema.seldom()),
                () -> new DropSchema(schema.name(), schema.seldom(), schema.seldom()),
                () -> createSequence(schema.name(), schema.schema(), schema.seldom()),
                this::alterSequence,
                this::dropSequence,
                () -> createEnum(schema.name(), schema.schema()),
                this::addEnumValue,
                () -> new RenameEnumValue(schema.name(), schema.schema(), schema.label(), schema.label()),
                this::dropEnum,
                () -> new CreateExtension(schema.name(), schema.schema(), schema.seldom()),
                () -> new DropExtension(schema.name(), schema.seldom(), schema.seldom()),
                this::bulkInsert,
                this::execute,
                this::autocommit);
    }

    /** The next operation. */
    public Operation next() {
        return schema.one(kinds).get();
    }

    /** The next operations. */
    public List<Operation> next(int count) {
        List<Operation> operations = new ArrayList<>();
        while (operations.size() < count) {
            operations.add(next());
        }
        return operations;
    }

    /** The next operation of a kind. */
    public <T extends Operation> T next(Class<T> kind) {
        while (true) {
            Operation operation = next();
            if (kind.isInstance(operation)) {
                return kind.cast(operation);
            }
        }
    }

    private Column column(String name) {
        Column column = schema.column(name);
        return schema.seldom() ? RandomSchema.inKey(column) : column;
    }

    private CreateTable createTable(String name, @Nullable String inSchema, boolean ifNotExists) {
        List<String> names = schema.names(0, 4);
        List<Column> columns =
                new ArrayList<>(names.stream().map(schema::column).toList());
        List<Constraint> constraints = new ArrayList<>();
        if (!columns.isEmpty() && schema.chance()) {
            columns.replaceAll(column -> schema.seldom() ? RandomSchema.inKey(column) : column);
        } else if (!columns.isEmpty()) {
            constraints.add(schema.primaryKey(schema.maybe(schema::name), some(names)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            constraints.add(schema.constraint(schema.maybe(schema::name), names.isEmpty() ? names : some(names)));
        }
        List<Index> indexes = new ArrayList<>();
        for (int i = names.isEmpty() ? 0 : random.nextInt(3); i > 0; i--) {
            indexes.add(schema.index(schema.maybe(schema::name), some(names)));
        }
        return new CreateTable(
                name,
                inSchema,
                columns,
                constraints,
                indexes,
                schema.maybe(schema::text),
                ifNotExists,
                schema.seldom() ? "RANGE (created_at)" : null,
                schema.seldom() ? List.of(schema.qualified(), schema.qualified()) : List.of(),
                schema.seldom(),
                schema.seldom() ? schema.name() : null,
                schema.with());
    }

    private List<String> some(List<String> names) {
        return names.subList(0, 1 + random.nextInt(names.size()));
    }

    private Operation dropTable() {
        String name = schema.name();
        String inSchema = schema.schema();
        CreateTable dropped = schema.maybe(() -> createTable(name, inSchema, false));
        return new DropTable(name, inSchema, schema.seldom(), schema.seldom(), dropped);
    }

    private Operation dropColumn() {
        String name = schema.name();
        Column dropped = schema.maybe(() -> column(name));
        return new DropColumn(schema.name(), schema.schema(), name, schema.seldom(), schema.seldom(), dropped);
    }

    private Operation alterColumn() {
        DataType type = schema.maybe(schema::type);
        DataType existingType = schema.maybe(schema::type);
        int filled = random.nextInt(6);
        int commented = random.nextInt(4);
        int existing = random.nextInt(4);
        return new AlterColumn(
                schema.name(),
                schema.schema(),
                schema.name(),
                schema.maybe(schema::name),
                type,
                type == null ? null : schema.maybe(schema::expression),
                schema.oneOrNone(true, false),
                filled == 1 ? schema.literal(type) : null,
                filled == 2 ? schema.expression() : null,
                filled == 3,
                commented == 1 ? schema.text() : null,
                commented == 2,
                filled == 4 ? schema.identity() : null,
                filled != 4 && schema.seldom(),
                type == null ? null : schema.maybe(schema::qualified),
                existingType,
                schema.oneOrNone(true, false),
                existing == 1 ? schema.literal(existingType) : null,
                existing == 2 ? schema.expression() : null,
                schema.maybe(schema::text),
                schema.maybe(schema::identity),
                schema.maybe(schema::qualified));
    }

    private CreateIndex createIndex(
            @Nullable String name, @Nullable String inSchema, boolean concurrently, boolean ifNotExists) {
        return new CreateIndex(
                schema.name(), inSchema, schema.index(name, schema.names(1, 3)), concurrently, ifNotExists);
    }

    private Operation dropIndex() {
        String name = schema.name();
        String inSchema = schema.schema();
        boolean concurrently = inAutocommit && schema.chance();
        CreateIndex dropped = schema.maybe(() -> createIndex(name, inSchema, concurrently, false));
        return new DropIndex(name, inSchema, concurrently, schema.seldom(), !concurrently && schema.seldom(), dropped);
    }

    private @Nullable String constraintName() {
        return schema.maybe(schema::name);
    }

    private Operation createPrimaryKey() {
        return new CreatePrimaryKey(
                schema.name(), schema.schema(), schema.primaryKey(constraintName(), schema.names(1, 3)));
    }

    private Operation createUniqueConstraint() {
        return new CreateUniqueConstraint(
                schema.name(), schema.schema(), schema.unique(constraintName(), schema.names(1, 3)));
    }

    private Operation createForeignKey() {
        return new CreateForeignKey(
                schema.name(), schema.schema(), schema.foreignKey(constraintName(), schema.names(1, 3)));
    }

    private Operation createCheckConstraint() {
        return new CreateCheckConstraint(schema.name(), schema.schema(), schema.check(constraintName()));
    }

    private Operation createExcludeConstraint() {
        return new CreateExcludeConstraint(schema.name(), schema.schema(), schema.exclude(constraintName()));
    }

    private Operation dropConstraint() {
        String name = schema.name();
        Constraint dropped = schema.maybe(() -> schema.seldom()
                ? schema.primaryKey(name, schema.names(1, 2))
                : schema.constraint(name, schema.names(1, 2)));
        ConstraintType type = dropped == null ? schema.oneOrNone(ConstraintType.values()) : null;
        return new DropConstraint(
                name, schema.name(), schema.schema(), schema.seldom(), schema.seldom(), type, dropped);
    }

    private CreateSequence createSequence(String name, @Nullable String inSchema, boolean ifNotExists) {
        return new CreateSequence(
                name,
                inSchema,
                schema.maybe(() -> type("integer")),
                schema.options(),
                schema.maybe(schema::columnReference),
                ifNotExists);
    }

    private Operation alterSequence() {
        var options = schema.options();
        return new AlterSequence(
                schema.name(),
                schema.schema(),
                schema.maybe(schema::name),
                schema.maybe(() -> type("bigint")),
                options,
                !options.cycle() && schema.chance(),
                schema.oneOrNone(1L, -5L),
                schema.maybe(schema::columnReference));
    }

    private Operation dropSequence() {
        String name = schema.name();
        String inSchema = schema.schema();
        CreateSequence dropped = schema.maybe(() -> createSequence(name, inSchema, false));
        return new DropSequence(name, inSchema, schema.seldom(), schema.seldom(), dropped);
    }

    private CreateEnum createEnum(String name, @Nullable String inSchema) {
        return new CreateEnum(name, inSchema, schema.names(0, 4));
    }

    private Operation addEnumValue() {
        int place = random.nextInt(3);
        return new AddEnumValue(
                schema.name(),
                schema.schema(),
                schema.label(),
                place == 1 ? schema.label() : null,
                place == 2 ? schema.label() : null,
                schema.chance());
    }

    private Operation dropEnum() {
        String name = schema.name();
        String inSchema = schema.schema();
        return new DropEnum(name, inSchema, schema.seldom(), schema.maybe(() -> createEnum(name, inSchema)));
    }

    private Operation bulkInsert() {
        List<BulkColumn> columns = schema.names(1, 4).stream()
                .map(name -> new BulkColumn(name, schema.maybe(schema::type)))
                .toList();
        List<Map<String, Literal>> rows = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Map<String, Literal> row = new LinkedHashMap<>();
            for (BulkColumn column : columns) {
                if (!schema.seldom()) {
                    row.put(column.name(), schema.literal(column.type()));
                }
            }
            rows.add(row);
        }
        boolean typed = columns.stream().anyMatch(column -> column.type() != null);
        return new BulkInsert(schema.name(), schema.schema(), typed || schema.chance() ? columns : List.of(), rows);
    }

    private Operation execute() {
        if (schema.chance()) {
            return new Execute("INSERT INTO t VALUES ('it''s; :no'); SELECT " + schema.expression(), Map.of());
        }
        Map<String, Parameter> params = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder("SELECT 1");
        for (int i = random.nextInt(3); i >= 0; i--) {
            DataType type = schema.maybe(schema::type);
            params.put("p" + i, new Parameter(type, schema.literal(type)));
            sql.append(",\n  :p").append(i).append(" -- :no");
        }
        return new Execute(sql.toString(), params);
    }

    private Operation autocommit() {
        if (inAutocommit) {
            return next();
        }
        inAutocommit = true;
        try {
            return new Autocommit(next(1 + random.nextInt(LONGEST_AUTOCOMMIT)));
        } finally {
            inAutocommit = false;
        }
    }
}
