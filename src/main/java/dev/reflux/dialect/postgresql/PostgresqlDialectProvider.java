package dev.reflux.dialect.postgresql;

import dev.reflux.dialect.Dialect;
import dev.reflux.dialect.DialectProvider;
import java.util.Set;

/** Serves {@code r2dbc:postgresql:} and {@code embedded:} URLs. */
public final class PostgresqlDialectProvider implements DialectProvider {

    private static final Set<String> DRIVERS = Set.of("postgresql", "postgres", "embedded");

    private final Dialect dialect = new PostgresqlDialect();

    /** Called by {@link java.util.ServiceLoader}. */
    public PostgresqlDialectProvider() {}

    @Override
    public boolean supports(String driver) {
        return DRIVERS.contains(driver);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }
}
