package dev.reflux.examples.market;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A digital market over HTTP. Its database is migrated before the first request is taken. */
@SpringBootApplication(proxyBeanMethods = false)
public class MarketApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(MarketApplication.class, arguments);
    }
}
