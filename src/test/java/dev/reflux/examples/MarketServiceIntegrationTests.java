package dev.reflux.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.testsupport.PostgresServer;
import dev.reflux.testsupport.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the sample service, started at the same moment against one empty database. */
@ExtendWith(PostgresServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MarketServiceIntegrationTests {

    private Path folder;
    private TestDatabase market;
    private RunningExample first;
    private RunningExample second;

    @BeforeAll
    void startBothAtOnce(TestDatabase empty, @TempDir Path files) {
        market = empty;
        folder = files;
        first = MarketService.on(market, folder).start();
        second = MarketService.on(market, folder).start();
        first.await(MarketService.READINESS);
        second.await(MarketService.READINESS);
        Market.addNovel(market);
    }

    @AfterAll
    void stop() {
        Stream.of(first, second).filter(Objects::nonNull).forEach(RunningExample::close);
    }

    @Test
    void eachRevisionRanOnce() {
        Market.assertEachRevisionRanOnce(market);
    }

    @Test
    void bothServeProducts() {
        for (RunningExample service : List.of(first, second)) {
            HttpResponse<String> products = service.get("/products");
            assertThat(products.statusCode()).isEqualTo(200);
            assertThat(products.body()).contains("\"title\":\"A novel\"", "\"category\":\"novels\"", "\"price\":3.50");
            assertThat(service.get("/categories/novels/products").body()).isEqualTo(products.body());
        }
    }

    @Test
    void buyersBuyAtTodaysPrice() {
        HttpResponse<String> purchase = first.post("/purchases", "{\"productId\": 1, \"buyerId\": 1}");
        assertThat(purchase.statusCode()).isEqualTo(201);
        assertThat(purchase.body()).contains("\"amount\":3.50", "\"status\":\"pending\"");
        assertThat(market.value("SELECT count(*) FROM purchases WHERE amount = 3.50"))
                .isEqualTo("1");
    }

    @Test
    void refusalsAreProblemDetails() {
        assertProblem(first.get("/products/4711"), 404, "No product 4711 is on sale.");
        assertProblem(first.get("/categories/none/products"), 404, "There is no category none.");
        assertProblem(first.get("/products?size=0"), 400, "page must not be negative");
        assertProblem(second.post("/purchases", "{\"productId\": 1, \"buyerId\": 4711}"), 422, "or no buyer 4711.");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains(detail);
    }

    @Test
    void theEndpointTellsWhereTheDatabaseStands() {
        HttpResponse<String> endpoint = second.get("/actuator/reflux");
        assertThat(endpoint.statusCode()).isEqualTo(200);
        assertThat(endpoint.body())
                .contains("\"currentHeads\":[\"" + Market.HEAD + "\"]", "\"atHead\":true", "\"pending\":[]");
    }

    @Test
    void aThirdInstanceHasNothingToDo() {
        long rows = history();
        try (RunningExample third = MarketService.on(market, folder).start()) {
            third.await(MarketService.READINESS);
            assertThat(third.get("/products").statusCode()).isEqualTo(200);
        }
        assertThat(history()).isEqualTo(rows);
    }

    private long history() {
        return Long.parseLong(market.value("SELECT count(*) FROM reflux_history"));
    }
}
