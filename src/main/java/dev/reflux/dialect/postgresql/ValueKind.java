package dev.reflux.dialect.postgresql;

import dev.reflux.schema.DataType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the values of a type are made of. */
enum ValueKind {
    /** Whole numbers. */
    INTEGER,
    /** Numbers with a fraction. */
    NUMBER,
    /** True and false. */
    BOOLEAN,
    /** JSON, which takes any value. */
    JSON,
    /** Everything else, the types of the user included: read from text. */
    TEXT;

    private static final Set<String> INTEGERS =
            Set.of("smallint", "integer", "bigint", "smallserial", "serial", "bigserial", "oid");

    private static final Set<String> NUMBERS = Set.of("numeric", "real", "double precision", "money");

    /** The kind of a type, of an array that of its elements; of null, which only the server knows, text. */
    static ValueKind of(@Nullable DataType type) {
        if (type == null || !type.builtIn()) {
            return TEXT;
        }
        String name = PostgresqlTypes.own(type).name();
        if (INTEGERS.contains(name)) {
            return INTEGER;
        }
        if (NUMBERS.contains(name)) {
            return NUMBER;
        }
        if (name.equals("boolean")) {
            return BOOLEAN;
        }
        return name.equals("json") || name.equals("jsonb") ? JSON : TEXT;
    }

    boolean isNumeric() {
        return this == INTEGER || this == NUMBER;
    }
}
