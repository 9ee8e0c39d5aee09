package dev.reflux.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * What the annotations of a test and of all that is around it ask for.
 *
 * @param annotations innermost first
 */
record RequestedChain(List<RefluxTest> annotations) {

    RequestedChain {
        annotations = List.copyOf(annotations);
    }

    static RequestedChain of(ExtensionContext context) {
        List<RefluxTest> found = new ArrayList<>();
        for (Optional<ExtensionContext> each = Optional.of(context);
                each.isPresent();
                each = each.get().getParent()) {
            AnnotationSupport.findAnnotation(each.get().getElement(), RefluxTest.class)
                    .ifPresent(found::add);
        }
        return new RequestedChain(found);
    }

    /** The target that the database is to be upgraded to. */
    String at() {
        return first(RefluxTest::at, at -> !at.isEmpty()).orElse("base");
    }

    ServerKind server() {
        return first(RefluxTest::server, kind -> kind != ServerKind.ANY).orElse(ServerKind.ANY);
    }

    ChainSettings settings(ExtensionContext context) {
        ChainSettings settings = source(context).chainSettings();
        Optional<String> file = first(RefluxTest::config, name -> !name.isEmpty());
        Optional<String> section = first(RefluxTest::section, name -> !name.isEmpty());
        Optional<String[]> locations = first(RefluxTest::locations, folders -> folders.length > 0);
        settings = file.isPresent() ? settings.file(Path.of(file.get())) : settings;
        settings = section.isPresent() ? settings.section(section.get()) : settings;
        return locations.isPresent() ? settings.locations(locations.get()) : settings;
    }

    private ChainSettingsSource source(ExtensionContext context) {
        Optional<Class<? extends ChainSettingsSource>> named =
                first(RefluxTest::settings, type -> type != ChainSettingsSource.class);
        if (named.isPresent()) {
            return ReflectionSupport.newInstance(named.get());
        }
        return context.getTestInstances()
                .flatMap(instances -> instances.findInstance(ChainSettingsSource.class))
                .orElseGet(() -> withoutInstance(context));
    }

    /** While a constructor is called the class cannot be asked yet, and the defaults would be those of another chain. */
    private static ChainSettingsSource withoutInstance(ExtensionContext context) {
        Stream.concat(context.getTestClass().stream(), context.getEnclosingTestClasses().stream())
                .filter(ChainSettingsSource.class::isAssignableFrom)
                .findFirst()
                .ifPresent(type -> {
                    throw new ParameterResolutionException(type.getName()
                            + " gives the settings of its chain itself, which it cannot while it is being made. Let a"
                            + " test method or a @BeforeEach method have the chain, not the constructor, or name another"
                            + " class by @RefluxTest(settings = …).");
                });
        return new ChainSettingsSource() {};
    }

    private <T> Optional<T> first(Function<RefluxTest, T> attribute, Predicate<T> set) {
        return annotations.stream().map(attribute).filter(set).findFirst();
    }
}
