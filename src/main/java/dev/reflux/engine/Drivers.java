package dev.reflux.engine;

import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The driver supports on the class path. */
final class Drivers {

    private final List<DriverSupport> supports;

    private Drivers(List<DriverSupport> supports) {
        this.supports = supports;
    }

    static Drivers load() {
        return new Drivers(ServiceLoader.load(DriverSupport.class, Drivers.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    Optional<DriverSupport.Session> attach(Connection connection) {
        return supports.stream()
                .flatMap(support -> support.attach(connection).stream())
                .findFirst();
    }

    Optional<DriverSupport.ServerMessage> describe(Throwable error) {
        return supports.stream()
                .flatMap(support -> support.describe(error).stream())
                .findFirst();
    }
}
