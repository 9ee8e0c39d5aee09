package dev.reflux.examples.market;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** What buyers do. */
@RestController
class PurchaseController {

    private final Purchases purchases;

    PurchaseController(Purchases purchases) {
        this.purchases = purchases;
    }

    @PostMapping("/purchases")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Purchase> buy(@RequestBody Purchase.Order order) {
        return purchases.add(order).switchIfEmpty(Mono.error(() -> refused(order)));
    }

    private static ResponseStatusException refused(Purchase.Order order) {
        return new ResponseStatusException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "There is no product " + order.productId() + " on sale, or no buyer " + order.buyerId() + ".");
    }
}
