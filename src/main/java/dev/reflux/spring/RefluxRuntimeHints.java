package dev.reflux.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What a native image of an application needs of Reflux and of the default location. */
final class RefluxRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("META-INF/services/dev.reflux.*").registerPattern("dev/reflux/**");
        hints.reflection().registerType(RefluxProperties.Pool.class, MemberCategory.INVOKE_PUBLIC_METHODS);
    }
}
