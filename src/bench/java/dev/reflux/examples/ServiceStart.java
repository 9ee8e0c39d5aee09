package dev.reflux.examples;

import dev.reflux.Reflux;
import dev.reflux.embedded.EmbeddedServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a migration on start-up that has nothing to do adds to the start of the sample service: the service with Reflux,
 * with {@code reflux.enabled=false}, and without Reflux on its class path, by turns.
 */
public final class ServiceStart {

    private static final int DEFAULT_ROUNDS = 10;
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final Pattern STARTED = Pattern.compile("Started MarketApplication in ([\\d.]+) seconds");

    private enum Variant {
        WITH,
        DISABLED,
        WITHOUT
    }

    /**
     * One start, in milliseconds.
     *
     * @param answered from the start of the process to the first answer over HTTP that has seen the database
     * @param started what Spring Boot says of itself
     */
    private record Start(double answered, double started) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Variant, MarketService> launches = new EnumMap<>(Variant.class);
    private final Map<Variant, List<Start>> starts = new EnumMap<>(Variant.class);

    private ServiceStart(String url, String username, Path folder) throws IOException {
        MarketService usual = MarketService.at(url, username, null, folder);
        Path jar = JarWithout.reflux(usual.jar(), folder.resolve("without.jar"));
        launches.put(Variant.WITH, plain(usual.jar(), usual));
        launches.put(Variant.DISABLED, plain(usual.jar(), usual).with("reflux.enabled", "false"));
        launches.put(Variant.WITHOUT, plain(jar, usual));
    }

    /** With the defaults of the virtual machine. */
    private static MarketService plain(Path jar, MarketService usual) {
        return new MarketService(jar, usual.folder(), usual.environment(), List.of(), usual.properties());
    }

    /**
     * Measures and prints.
     *
     * @param arguments the number of rounds; none: {@value #DEFAULT_ROUNDS}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length == 0 ? DEFAULT_ROUNDS : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("reflux-bench");
        try (EmbeddedServer server = EmbeddedServer.start(folder.resolve("data"))) {
            String url = "r2dbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), server.database());
            Reflux.builder()
                    .url(url)
                    .username(server.username())
                    .locations("db/versions")
                    .build()
                    .upgrade("head")
                    .block();
            new ServiceStart(url, server.username(), folder).measure(rounds);
        }
    }

    /** The first round is not counted: it fills the caches of the operating system. */
    private void measure(int rounds) throws IOException, InterruptedException {
        for (int round = 0; round <= rounds; round++) {
            for (int turn = 0; turn < Variant.values().length; turn++) {
                Variant variant = Variant.values()[(round + turn) % Variant.values().length];
                Start start = start(launches.get(variant));
                if (round > 0) {
                    starts.computeIfAbsent(variant, any -> new ArrayList<>()).add(start);
                }
            }
        }
        print("ms to the first answer", Start::answered);
        print("ms that Spring Boot tells", Start::started);
    }

    private Start start(MarketService launch) throws IOException, InterruptedException {
        int port = freePort();
        long begin = System.nanoTime();
        try (RunningExample service =
                launch.with("server.port", Integer.toString(port)).start()) {
            awaitAnswer(service, port, begin);
            double answered = (System.nanoTime() - begin) / 1e6;
            Matcher started = STARTED.matcher(service.said());
            while (!started.find()) {
                TimeUnit.MILLISECONDS.sleep(10);
                started.reset(service.said());
            }
            service.kill();
            return new Start(answered, Double.parseDouble(started.group(1)) * 1000);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(RunningExample service, int port, long begin) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/categories/novels/products"))
                .build();
        while (service.isAlive() && System.nanoTime() - begin < LIMIT_NANOS) {
            try {
                if (http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                    return;
                }
            } catch (ConnectException e) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        throw new IllegalStateException("The service does not answer; it said\n" + service.said());
    }

    private void print(String title, ToDoubleFunction<Start> value) {
        double without = median(starts.get(Variant.WITHOUT), value);
        System.out.printf(
                Locale.ROOT, "%n%-26s %8s %8s %8s %8s %8s%n", title, "starts", "best", "median", "added", "ratio");
        starts.forEach((variant, all) -> {
            double median = median(all, value);
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %8d %8.0f %8.0f %8.0f %8.3f%n",
                    variant.name().toLowerCase(Locale.ROOT),
                    all.size(),
                    all.stream().mapToDouble(value).min().orElseThrow(),
                    median,
                    median - without,
                    median / without);
        });
    }

    private static double median(List<Start> all, ToDoubleFunction<Start> value) {
        double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
