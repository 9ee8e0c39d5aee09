package dev.reflux.dialect.postgresql;

import dev.reflux.operation.Operation;
import dev.reflux.operation.OperationCompiler;
import java.util.List;

/** Operations as PostgreSQL statements. */
final class PostgresqlCompiler implements OperationCompiler {

    @Override
    public List<String> compile(Operation operation) {
        throw new UnsupportedOperationException();
    }
}
