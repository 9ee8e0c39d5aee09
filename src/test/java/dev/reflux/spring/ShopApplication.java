package dev.reflux.spring;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** A service with everything that the class path offers, which counts the rows of the first table of a chain. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ShopApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    @Bean
    RouterFunction<ServerResponse> route(DatabaseClient client) {
        return RouterFunctions.route()
                .GET("/things", request -> client.sql("SELECT count(*) FROM t1")
                        .map(row -> row.get(0, Long.class))
                        .one()
                        .flatMap(count -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(Map.of("count", count))))
                .build();
    }
}
