package com.example.shop;

import io.micronaut.runtime.Micronaut;

/** A Micronaut service: its schema is there before it listens. */
public final class Application {

    private Application() {}

    /** Starts it. */
    public static void main(String[] args) {
        Micronaut.build(args).mainClass(Application.class).start();
    }
}
