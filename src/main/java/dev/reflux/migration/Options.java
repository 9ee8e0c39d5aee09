package dev.reflux.migration;

import java.util.function.Consumer;

/** The settings that a call makes beyond its arguments. */
final class Options {

    private Options() {}

    static <B> B on(B builder, Consumer<? super B> options) {
        options.accept(builder);
        return builder;
    }
}
