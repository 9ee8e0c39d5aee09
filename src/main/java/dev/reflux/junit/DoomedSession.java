package dev.reflux.junit;

import dev.reflux.sql.ScannedItem;
import dev.reflux.sql.SqlLexis;
import dev.reflux.sql.Statement;
import dev.reflux.sql.StatementKind;
import dev.reflux.sql.StatementScanner;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Result;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Connections of which the first session that comes so far is ended by the server exactly before a statement, as by an
 * operator, a failover or a server that falls over. Statements are counted from {@link #arm} on.
 *
 * <p>A message of several statements is cut there and never divided: the server runs what stands before in the transaction
 * that the message is, and ends the session in it.
 */
final class DoomedSession implements ConnectionFactory {

    private static final String SEPARATOR = "\n;\n";

    private final ConnectionFactory driver;
    private final SqlLexis lexis;
    private final String ending;
    private final Predicate<String> counted;
    private int left;
    private boolean armed;
    private @Nullable String hit;

    /**
     * Sessions of which one is doomed.
     *
     * @param driver opens the connections
     * @param ending the statement that ends a session
     * @param counted which statements count, by their texts
     * @param point before which of those the session ends, from 1
     */
    DoomedSession(ConnectionFactory driver, SqlLexis lexis, String ending, Predicate<String> counted, int point) {
        this.driver = driver;
        this.lexis = lexis;
        this.ending = ending;
        this.counted = counted;
        this.left = point;
    }

    /** Begins to count. */
    synchronized void arm() {
        armed = true;
    }

    /** The statement before which the session was ended, or null while none was. */
    synchronized @Nullable String hit() {
        return hit;
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.from(driver.create()).map(this::doomed);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return driver.getMetadata();
    }

    /** A proxy of all that the connection is, since its driver is asked for more than the SPI offers. */
    private Connection doomed(Connection connection) {
        Class<?> type = connection.getClass();
        List<Class<?>> interfaces = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            interfaces.addAll(List.of(each.getInterfaces()));
        }
        return (Connection) Proxy.newProxyInstance(
                type.getClassLoader(),
                interfaces.stream().distinct().toArray(Class<?>[]::new),
                (proxy, method, arguments) -> called(connection, method, arguments));
    }

    private @Nullable Object called(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String text) {
            if (method.getName().equals("createStatement")) {
                return connection.createStatement(shortened(text));
            }
            if (method.getName().equals("copyIn") && !shortened(text).equals(text)) {
                return end(connection);
            }
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Mono<Long> end(Connection connection) {
        return Flux.from(connection.createStatement(ending).execute())
                .flatMap(Result::getRowsUpdated)
                .then(Mono.just(0L));
    }

    /** The message, or as much of it as is run before the session ends. */
    private synchronized String shortened(String message) {
        if (!armed || hit != null) {
            return message;
        }
        List<String> before = new ArrayList<>();
        for (String statement : statements(message, lexis)) {
            if (counted.test(statement) && --left == 0) {
                hit = statement;
                before.add(ending);
                return String.join(SEPARATOR, before);
            }
            before.add(statement);
        }
        return message;
    }

    /** The statements of a message. */
    static List<String> statements(String message, SqlLexis lexis) {
        StatementScanner scanner = new StatementScanner(new StringReader(message), lexis);
        List<String> statements = new ArrayList<>();
        for (ScannedItem item = scanner.next(); item != null; item = scanner.next()) {
            if (item instanceof Statement statement) {
                statements.add(statement.text());
                if (statement.traits().kind() == StatementKind.COPY_FROM_CLIENT) {
                    break;
                }
            }
        }
        return statements;
    }
}
