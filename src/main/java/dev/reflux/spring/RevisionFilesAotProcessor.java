package dev.reflux.spring;

import dev.reflux.Reflux;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.aot.BeanFactoryInitializationCode;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Has a native image hold the revision files and classes of the {@code classpath:} locations that are configured when the
 * application is built, and the class of the environment.
 */
final class RevisionFilesAotProcessor implements BeanFactoryInitializationAotProcessor {

    private static final String CLASSPATH = "classpath:";

    @Override
    public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
            ConfigurableListableBeanFactory beans) {
        if (beans.getBeanNamesForType(Reflux.class, true, false).length == 0) {
            return null;
        }
        Binder binder =
                Binder.get(beans.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class));
        boolean recursive =
                binder.bind("reflux.recursive-version-locations", Boolean.class).orElse(false);
        List<RevisionFiles> folders = binder
                .bind("reflux.version-locations", Bindable.listOf(String.class))
                .orElse(List.of(RefluxProperties.DEFAULT_LOCATION))
                .stream()
                .filter(location -> location.startsWith(CLASSPATH))
                .map(location -> new RevisionFiles(location.substring(CLASSPATH.length()), recursive))
                .toList();
        Optional<String> environment = Optional.ofNullable(
                binder.bind("reflux.environment", String.class).orElse(null));
        ClassLoader loader = Objects.requireNonNullElseGet(
                beans.getBeanClassLoader(), RevisionFilesAotProcessor.class::getClassLoader);
        return new Contribution(folders, environment, loader);
    }

    /** The files, and the class of the environment where a class is named. */
    private record Contribution(List<RevisionFiles> folders, Optional<String> environment, ClassLoader loader)
            implements BeanFactoryInitializationAotContribution {

        @Override
        public void applyTo(GenerationContext generation, BeanFactoryInitializationCode code) {
            folders.forEach(folder -> folder.contributeTo(generation, loader));
            environment
                    .filter(name -> ClassUtils.isPresent(name, loader))
                    .ifPresent(name -> RevisionFiles.registerMembers(
                            generation.getRuntimeHints(), ClassUtils.resolveClassName(name, loader)));
        }
    }
}
