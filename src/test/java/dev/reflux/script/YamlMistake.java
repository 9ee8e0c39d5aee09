package dev.reflux.script;

import java.util.List;
import java.util.stream.Stream;

/**
 * A YAML revision that is refused.
 *
 * @param body what follows the line with the id
 * @param line where the error points to
 * @param column where the error points to
 * @param message what it says
 */
public record YamlMistake(String body, int line, int column, String message) {

    /** What the JSON Schema sees too. */
    static Stream<YamlMistake> ofForm() {
        return FORM.stream();
    }

    /** What only the reader sees. */
    static Stream<YamlMistake> ofMeaning() {
        return MEANING.stream();
    }

    static Stream<YamlMistake> all() {
        return Stream.concat(ofForm(), ofMeaning());
    }

    /** One operation, which begins at line 3, column 5. */
    private static YamlMistake in(String operation, int line, int column, String message) {
        String entry = operation.strip().indent(4).replaceFirst("^ {4}", "  - ");
        return new YamlMistake("upgrade:\n" + entry, line, column, message);
    }

    private static final List<YamlMistake> FORM = List.of(
            in(
                    "creat_table: {name: x}",
                    3,
                    5,
                    "\"creat_table\" is not an operation. The nearest known one is create_table."),
            in("insert: {table: x}", 3, 5, "\"insert\" is not an operation. The nearest known one is bulk_insert."),
            in(
                    "frobnicate: {table: x}",
                    3,
                    5,
                    "\"frobnicate\" is not an operation. Known are create_table, drop_table, "),
            in("create_table: {nme: x}", 3, 20, "\"nme\" is not a key of create_table. The nearest known one is name."),
            in("create_table: {name: x, ifNotExist: true}", 3, 29, "The nearest known one is if_not_exists."),
            in("drop_index: {name: x, postgresql_concurrently: true}", 3, 27, "The nearest known one is concurrently."),
            in("rename_table: {table_name: x, new_name: y}", 3, 20, "The nearest known one is name."),
            in("create_index: {table_name: x, columns: [a]}", 3, 20, "The nearest known one is table."),
            in(
                    "create_schema: {name: x, owner: y}",
                    3,
                    30,
                    "\"owner\" is not a key of create_schema. Known are name, if_not_exists."),
            in(
                    """
                    create_table:
                      name: x
                      columns:
                        - {name: a, type: int}
                        - {name: b, type: int, nulable: false}
                    """,
                    7,
                    32,
                    "\"nulable\" is not a key of entry 2 of columns in create_table. The nearest known one is nullable."),
            in(
                    "create_table: {name: x, columns: [{name: a}]}",
                    3,
                    39,
                    "entry 1 of columns in create_table has no type. Add the key."),
            in("create_table: {name: ~}", 3, 5, "create_table has no name."),
            in("create_index: {table: x}", 3, 5, "create_index has no columns."),
            in("create_table:", 3, 5, "create_table has no name."),
            in(
                    "create_table: {name: x, columns: {name: a}}",
                    3,
                    38,
                    "columns in create_table must be a list, but is a map."),
            in(
                    "create_primary_key: {table: x, columns: a}",
                    3,
                    45,
                    "must be a list, but is a single value. Write [a]."),
            in("create_primary_key: {table: x, columns: []}", 3, 36, "columns in create_primary_key is empty."),
            in(
                    "create_table: {name: x, unlogged: yes}",
                    3,
                    39,
                    "unlogged in create_table is \"yes\". It must be true or false"),
            in("create_table: {name: x, unlogged: \"true\"}", 3, 39, "It must be true or false, without quotes."),
            in("create_table: {name: [x]}", 3, 26, "name in create_table must be a text, but is a list."),
            in("create_table: {name: {x: y}}", 3, 26, "must be a text, but is a map."),
            in(
                    "create_index: {table: x, columns: [{column: a, order: up}]}",
                    3,
                    59,
                    "order in entry 1 of columns in create_index is \"up\". It must be one of asc, desc."),
            in(
                    "create_foreign_key: {table: x, columns: [a], referent_table: y, on_delete: nullify}",
                    3,
                    80,
                    "one of no action, restrict, cascade, set null, set default."),
            in(
                    "create_sequence: {name: x, start: 1.5}",
                    3,
                    39,
                    "start in create_sequence is \"1.5\". It must be a whole number"),
            in("create_sequence: {name: x, start: \"1\"}", 3, 39, "It must be a whole number"),
            in("create_sequence: {name: x, start: 9223372036854775808}", 3, 39, "a whole number of at most 64 bits"),
            in("drop_table: x", 3, 17, "drop_table must be a map, but is a single value. Its keys are name, schema"),
            in(
                    "execute: [select 1]",
                    3,
                    14,
                    "execute must be a map, but is a list. Its keys are sql, params; a single value stands for sql."),
            in("add_column: {table: a, column: name}", 3, 36, "column in add_column must be a map"),
            in("create_enum: {name: a, values: [a, ~, c]}", 3, 40, "entry 2 of values in create_enum is empty."),
            in("create_table: {name: a, with: [x]}", 3, 35, "with in create_table must be a map, but is a list."),
            in("create_table: {name: a, with: {fillfactor: }}", 3, 47, "fillfactor in with in create_table is empty."),
            in("create_table: {name: a, constraints: [unique]}", 3, 43, "must be a map"),
            in(
                    "create_table: {name: a, constraints: [{uniqe: {columns: [a]}}]}",
                    3,
                    44,
                    "\"uniqe\" is not a kind of constraint in entry 1 of constraints in create_table."),
            in(
                    "create_table: {name: a, constraints: [{unique: {columns: [a]}, check: {condition: x}}]}",
                    3,
                    43,
                    "must have one key, the kind of the constraint, but has 2."),
            in(
                    "drop_constraint: {name: a, table: t, dropped: {unique: {}}}",
                    3,
                    52,
                    "unique in dropped in drop_constraint has no columns."),
            in("drop_index: {name: a, dropped: {columns: [a]}}", 3, 27, "dropped in drop_index has no table."),
            in(
                    "execute: {sql: a, params: {x: {typ: int, value: 1}}}",
                    3,
                    36,
                    "\"typ\" is not a key of x in params in execute."),
            in(
                    "bulk_insert: {table: a, rows: [[1, 2]]}",
                    3,
                    36,
                    "entry 1 of rows in bulk_insert must be a map, but is a list."),
            in("autocommit: []", 3, 5, "autocommit is empty."),
            in(
                    "autocommit: {create_index: {table: x}}",
                    3,
                    17,
                    "autocommit must be a list of operations, but is a map."),
            in("autocommit: [{autocommit: [{execute: VACUUM}]}]", 3, 19, "An autocommit stands inside another."),
            in("{}", 3, 5, "entry 1 of upgrade names no operation."),
            in("vacuum", 3, 5, "entry 1 of upgrade must be an operation, but is a single value."),
            in(
                    "{drop_table: {name: a}, drop_schema: {name: b}}",
                    3,
                    29,
                    "but has the keys drop_table, drop_schema. Begin an entry of its own"),
            in(
                    """
                    create_table:
                    name: account
                    """,
                    4,
                    5,
                    "Indent what belongs to create_table deeper than create_table itself."),
            new YamlMistake(
                    "upgrade:\n  create_table: {name: x}\n",
                    3,
                    3,
                    "upgrade must be a list of operations, but is a map."),
            new YamlMistake("upgrade:\n", 2, 9, "upgrade must be a list of operations, but is empty."),
            new YamlMistake("upgrade: []\ndowngrade:\n", 3, 11, "downgrade must be a list of operations, or auto"),
            new YamlMistake("upgrade: []\ndowngrade: automatic\n", 3, 12, "Write [] where there is nothing to undo"),
            new YamlMistake("upgrade: []\ndowngrade: {drop_table: {name: x}}\n", 3, 12, "downgrade must be a list"),
            new YamlMistake(
                    "upgrade: []\nmesage: x\n",
                    3,
                    1,
                    "\"mesage\" is not a key of a revision. The nearest known key is message."));

    private static final List<YamlMistake> MEANING = List.of(
            in(
                    "create_primary_key: {table: x, columns: [a, a]}",
                    3,
                    36,
                    "columns in create_primary_key has \"a\" twice."),
            in(
                    "create_table: {name: x, columns: [{name: a, type: int, default: 1, default_sql: now()}]}",
                    3,
                    72,
                    "default_sql in entry 1 of columns in create_table does not go together with default."),
            in(
                    "create_foreign_key: {table: x, columns: [a], referent_table: y, referent_columns: [b, c]}",
                    3,
                    69,
                    "referent_columns in create_foreign_key has 2 columns for 1 in columns."),
            in(
                    "create_index: {table: x, columns: [a], nulls_not_distinct: true}",
                    3,
                    44,
                    "nulls_not_distinct in create_index needs unique: true."),
            in(
                    "create_index: {name: x, table: x, columns: [a], concurrently: true}",
                    3,
                    53,
                    "concurrently in create_index needs a place outside transactions"),
            in("drop_index: {name: x, concurrently: true}", 3, 27, "write it inside autocommit"),
            in(
                    "add_enum_value: {name: x, value: a, before: b, after: c}",
                    3,
                    41,
                    "before in add_enum_value does not go together with after."),
            in(
                    "create_table: {name: x, with: {fill factor: 70}}",
                    3,
                    29,
                    "with in create_table has \"fill factor\", which is no storage parameter."),
            in("create_table: {name: \"\"}", 3, 20, "name in create_table is empty."),
            in(
                    "drop_table: {name: a, dropped: {name: b}}",
                    3,
                    27,
                    "dropped in drop_table is about \"b\", not about \"a\"."),
            in(
                    "bulk_insert: {table: a, columns: [a], rows: [{b: 1}]}",
                    3,
                    43,
                    "rows in bulk_insert has \"b\" in row 1, which is not in columns."),
            in(
                    "bulk_insert: {table: a, rows: [{a: 1e199999}]}",
                    3,
                    40,
                    "a in entry 1 of rows in bulk_insert is a number with more digits than a database holds."),
            in(
                    "bulk_insert: {table: a, rows: [{a: 1e999999999999}]}",
                    3,
                    40,
                    "If it is meant as text, put it in quotes."),
            in("execute: {sql: a, params: {x: \"\\0\"}}", 3, 35, "x in params in execute holds a NUL character"),
            in(
                    "create_table: {name: x, inherits: [a.b.c]}",
                    3,
                    40,
                    "entry 1 of inherits in create_table \"a.b.c\" is no name"),
            in(
                    "create_table: {name: a, name: b}",
                    3,
                    29,
                    "The key \"name\" is there twice, first in line 3. Keep one of the two."),
            in("create_table: {name: !!str a}", 3, 26, "Tags are not followed here."),
            in("create_table: {name: &a x}", 3, 26, "Anchors are not allowed here."),
            in("create_table: {name: \"\\uD800\"}", 3, 26, "half of a surrogate pair"),
            in(
                    "execute: {sql: a, params: {x: " + "[".repeat(60) + "]".repeat(60) + "}}",
                    3,
                    81,
                    "This is nested deeper than 50 levels."));
}
