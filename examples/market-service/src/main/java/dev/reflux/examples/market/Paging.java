package dev.reflux.examples.market;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The part of a list that a request asks for: {@code ?page=0&size=20}. */
final class Paging {

    private static final int LARGEST = 100;

    private Paging() {}

    /** By id, so that a page means the same whenever it is asked for. */
    static Pageable of(int page, int size) {
        if (page < 0 || size < 1 || size > LARGEST) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "page must not be negative, and size be from 1 to " + LARGEST + ".");
        }
        return PageRequest.of(page, size, Sort.by("id"));
    }
}
