/**
 * Reading SQL text as the database's own lexer reads it: where statements end and what kind of statement each is.
 *
 * <p>Pure but for the {@link java.io.Reader} it is given. Start reading at {@link dev.reflux.sql.StatementScanner}; what
 * differs between databases is in {@link dev.reflux.sql.SqlLexis}.
 */
@NullMarked
package dev.reflux.sql;

import org.jspecify.annotations.NullMarked;
