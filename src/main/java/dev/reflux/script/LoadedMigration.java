package dev.reflux.script;

/** Temporary. */
public record LoadedMigration(Object migration, boolean reversible) {}
