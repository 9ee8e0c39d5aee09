package dev.reflux.dialect.postgresql;

import dev.reflux.operation.AlterSequence;
import dev.reflux.operation.CreateSequence;
import dev.reflux.operation.DropSequence;
import dev.reflux.schema.ColumnReference;
import dev.reflux.schema.DataType;
import dev.reflux.schema.Identity;
import dev.reflux.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sequences, and how identity columns count.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createsequence.html">CREATE SEQUENCE</a>
 */
final class PostgresqlSequences {

    private PostgresqlSequences() {}

    static String create(CreateSequence operation) {
        Phrase phrase = new Phrase("CREATE SEQUENCE")
                .addIf(operation.ifNotExists(), "IF NOT EXISTS")
                .add(PostgresqlNames.qualified(operation.schema(), operation.name()))
                .addWith("AS", type(operation.type()));
        return addTo(phrase, operation.options())
                .addWith("OWNED BY", column(operation.ownedBy()))
                .toString();
    }

    /** How it counts, then its name. */
    static List<String> alter(AlterSequence operation) {
        List<String> statements = new ArrayList<>();
        String sequence = "ALTER SEQUENCE " + PostgresqlNames.qualified(operation.schema(), operation.name());
        Phrase changes = addTo(new Phrase("").addWith("AS", type(operation.type())), operation.options())
                .addIf(operation.noCycle(), "NO CYCLE")
                .addWith("RESTART WITH", operation.restart())
                .addWith("OWNED BY", column(operation.ownedBy()));
        if (!changes.isEmpty()) {
            statements.add(sequence + ' ' + changes);
        }
        if (operation.newName() != null) {
            statements.add(sequence + " RENAME TO " + PostgresqlText.identifier(operation.newName()));
        }
        return statements;
    }

    static String drop(DropSequence operation) {
        return new Phrase("DROP SEQUENCE")
                .addIf(operation.ifExists(), "IF EXISTS")
                .add(PostgresqlNames.qualified(operation.schema(), operation.name()))
                .addIf(operation.cascade(), "CASCADE")
                .toString();
    }

    /** What makes a column an identity column, from after {@code GENERATED} on. */
    static String identity(Identity identity) {
        Phrase options = addTo(new Phrase(""), identity.options());
        return when(identity) + " AS IDENTITY" + (options.isEmpty() ? "" : " (" + options + ')');
    }

    /** How an identity column becomes another: what was set before and is not any more gets PostgreSQL's default. */
    static String identityChange(Identity before, Identity after) {
        SequenceOptions old = before.options();
        SequenceOptions now = after.options();
        return new Phrase("SET GENERATED")
                .add(when(after))
                .addWith("SET START WITH", start(old, now))
                .addWith("SET INCREMENT BY", orOne(now.increment(), old.increment()))
                .addWith("SET MINVALUE", now.minvalue())
                .addIf(now.minvalue() == null && old.minvalue() != null, "SET NO MINVALUE")
                .addWith("SET MAXVALUE", now.maxvalue())
                .addIf(now.maxvalue() == null && old.maxvalue() != null, "SET NO MAXVALUE")
                .addWith("SET CACHE", orOne(now.cache(), old.cache()))
                .addIf(now.cycle(), "SET CYCLE")
                .addIf(!now.cycle() && old.cycle(), "SET NO CYCLE")
                .toString();
    }

    /** Nothing where it stays; it may move with the ends. */
    private static @Nullable Long start(SequenceOptions old, SequenceOptions now) {
        boolean stays = old.start() == null && firstValue(old) == firstValue(now);
        return now.start() == null && !stays ? Long.valueOf(firstValue(now)) : now.start();
    }

    private static String when(Identity identity) {
        return identity.always() ? "ALWAYS" : "BY DEFAULT";
    }

    /** One is the default of steps and caches. */
    private static @Nullable Long orOne(@Nullable Long now, @Nullable Long before) {
        return now != null || before == null ? now : Long.valueOf(1);
    }

    /** Where a sequence starts that is not told where. */
    private static long firstValue(SequenceOptions options) {
        boolean down = options.increment() != null && options.increment() < 0;
        Long end = down ? options.maxvalue() : options.minvalue();
        return end == null ? (down ? -1 : 1) : end;
    }

    private static Phrase addTo(Phrase phrase, SequenceOptions options) {
        return phrase.addWith("START WITH", options.start())
                .addWith("INCREMENT BY", options.increment())
                .addWith("MINVALUE", options.minvalue())
                .addWith("MAXVALUE", options.maxvalue())
                .addWith("CACHE", options.cache())
                .addIf(options.cycle(), "CYCLE");
    }

    private static @Nullable String type(@Nullable DataType type) {
        return type == null ? null : PostgresqlTypes.of(type);
    }

    private static @Nullable String column(@Nullable ColumnReference column) {
        return column == null
                ? null
                : PostgresqlNames.qualified(column.schema(), column.table())
                        + '.'
                        + PostgresqlText.identifier(column.column());
    }
}
