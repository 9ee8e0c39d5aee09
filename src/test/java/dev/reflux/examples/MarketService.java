package dev.reflux.examples;

import dev.reflux.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the market service is started.
 *
 * @param jar what is run
 * @param folder where it may write
 * @param environment variables
 * @param options of the virtual machine
 * @param properties of the application
 */
record MarketService(
        Path jar, Path folder, Map<String, String> environment, List<String> options, Map<String, String> properties) {

    /** What the build has made of it. */
    static final String JAR = "examples/market-service/target/market-service.jar";

    /** Answers with 200 once requests may come. */
    static final String READINESS = "/actuator/health/readiness";

    MarketService {
        environment = Map.copyOf(environment);
        options = List.copyOf(options);
        properties = Map.copyOf(properties);
    }

    /** On any free port, against a database. */
    static MarketService on(TestDatabase database, Path folder) {
        String url = "r2dbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name();
        return at(url, database.username(), database.password(), folder);
    }

    /** On any free port, against a URL without credentials. */
    static MarketService at(String url, String username, @Nullable String password, Path folder) {
        Map<String, String> environment = Map.of(
                "MARKET_PORT",
                "0",
                "MARKET_DATABASE_URL",
                url,
                "MARKET_DATABASE_USERNAME",
                username,
                "MARKET_DATABASE_PASSWORD",
                password == null ? "" : password);
        List<String> quick = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        return new MarketService(ExampleBuild.file(JAR), folder, environment, quick, Map.of());
    }

    /** With one more property. */
    MarketService with(String property, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(property, value);
        return new MarketService(jar, folder, environment, options, more);
    }

    /** As the build has processed it ahead of time. */
    MarketService processed() {
        List<String> more = new ArrayList<>(options);
        more.add("-Dspring.aot.enabled=true");
        return new MarketService(jar, folder, environment, more, properties);
    }

    RunningExample start() {
        List<String> arguments = new ArrayList<>();
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return RunningExample.start(jar, folder, environment, options, arguments);
    }
}
