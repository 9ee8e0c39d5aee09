package dev.reflux.sql;

/** Statements that match the pattern are of the kind. */
record StatementRule(StatementPattern pattern, StatementKind kind) {}
