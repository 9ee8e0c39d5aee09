package dev.reflux.engine;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** The driver supports on the class path. */
final class Drivers {

    /** They are asked for by every engine, hold no state, and are costly to find. */
    private static final Drivers FOUND =
            new Drivers(ServiceLoader.load(DriverSupport.class, Drivers.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList());

    private final List<DriverSupport> supports;

    private Drivers(List<DriverSupport> supports) {
        this.supports = supports;
    }

    static Drivers load() {
        return FOUND;
    }

    Optional<DriverSupport.Session> attach(Connection connection) {
        return supports.stream()
                .flatMap(support -> support.attach(connection).stream())
                .findFirst();
    }

    /** Empty when no support knows the driver. */
    Set<String> optionNames(String driver) {
        return supports.stream()
                .flatMap(support -> support.optionNames(driver).stream())
                .collect(Collectors.toSet());
    }

    Optional<Mono<Void>> probe(ConnectionFactoryOptions options, Duration limit) {
        return supports.stream()
                .flatMap(support -> support.probe(options, limit).stream())
                .findFirst();
    }

    /** Empty when no support knows the driver. */
    Set<String> fileOptions(String driver) {
        return supports.stream()
                .flatMap(support -> support.fileOptions(driver).stream())
                .collect(Collectors.toSet());
    }

    DriverSupport.Completed complete(ConnectionFactoryOptions options) {
        List<Runnable> closing = new ArrayList<>();
        ConnectionFactoryOptions completed = options;
        for (DriverSupport support : supports) {
            DriverSupport.Completed more = support.complete(completed);
            completed = more.options();
            closing.add(more.closeSockets());
        }
        return new DriverSupport.Completed(completed, () -> closing.forEach(Runnable::run));
    }

    Optional<DriverSupport.ServerMessage> describe(Throwable error) {
        return supports.stream()
                .flatMap(support -> support.describe(error).stream())
                .findFirst();
    }
}
