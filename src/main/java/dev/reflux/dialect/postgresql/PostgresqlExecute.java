package dev.reflux.dialect.postgresql;

import dev.reflux.error.InvalidOperationException;
import dev.reflux.error.InvalidRevisionFileException;
import dev.reflux.operation.Execute;
import dev.reflux.operation.Parameter;
import dev.reflux.schema.Arguments;
import dev.reflux.sql.ClientCommand;
import dev.reflux.sql.NamedParameters;
import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.Statement;
import dev.reflux.sql.StatementKind;
import dev.reflux.sql.StatementScanner;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** SQL that authors write as operations. */
final class PostgresqlExecute {

    /** There is no place for the data of a COPY. */
    private static final SqlLexis LEXIS = PostgresqlExpressions.LEXIS.without(SqlLexis.Feature.COPY_DATA);

    private PostgresqlExecute() {}

    /** The statements of the text, in order; without any parameters a colon has no meaning. */
    static List<String> statements(Execute operation) {
        String sql = operation.sql();
        return split(operation.params().isEmpty() ? sql : replaced(sql, operation.params()));
    }

    private static String replaced(String sql, Map<String, Parameter> params) {
        Set<String> unused = new TreeSet<>(params.keySet());
        String text = NamedParameters.replace(sql, LEXIS, name -> {
            unused.remove(name);
            return value(name, params);
        });
        if (!unused.isEmpty()) {
            throw Arguments.invalid(
                    "params",
                    "has a value for " + String.join(", ", unused) + ", which sql does not use outside quotes");
        }
        return text;
    }

    private static String value(String name, Map<String, Parameter> params) {
        Parameter parameter = params.get(name);
        if (parameter == null) {
            throw Arguments.invalid(
                    "params",
                    "has no value for :" + name + ", which sql uses; where it is no parameter, write a blank behind the"
                            + " colon");
        }
        ValueSite site = new ValueSite("params", "has for :" + name + ' ');
        return PostgresqlLiterals.inExpression(site, parameter.value(), parameter.type());
    }

    private static List<String> split(String sql) {
        List<String> statements = new ArrayList<>();
        try {
            StatementScanner scanner = new StatementScanner(new StringReader(sql), LEXIS);
            for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
                if (item instanceof ClientCommand command) {
                    throw Arguments.invalid("sql", "has the psql command " + command.text() + ", which is no SQL");
                }
                if (item instanceof Statement statement) {
                    statements.add(checked(statement));
                }
            }
        } catch (InvalidRevisionFileException e) {
            throw unreadable(e);
        }
        return statements;
    }

    /** What else a revision may not run is said of every statement; but here data would follow, which is no SQL. */
    private static String checked(Statement statement) {
        if (statement.traits().kind() == StatementKind.COPY_FROM_CLIENT) {
            throw Arguments.invalid(
                    "sql",
                    "has at line " + statement.position().line() + " a statement that takes its data from the client;"
                            + " use bulk_insert, or a revision written as SQL file");
        }
        return statement.text();
    }

    private static InvalidOperationException unreadable(InvalidRevisionFileException e) {
        String message = String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
        return Arguments.invalid("sql", "cannot be read as statements: " + message);
    }
}
