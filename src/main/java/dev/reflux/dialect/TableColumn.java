package dev.reflux.dialect;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table as the database has it.
 *
 * @param name its name
 * @param type its type as the database writes it, such as {@code character varying(80)}
 * @param nullable whether it takes null
 * @param generated whether the database alone gives its values
 * @param defaultValue the expression of its default or, where {@code generated}, of its value; null for none
 * @param keyPosition its place in the primary key, from 1; 0 where it is not part of it
 */
public record TableColumn(
        String name,
        String type,
        boolean nullable,
        boolean generated,
        @Nullable String defaultValue,
        int keyPosition) {}
