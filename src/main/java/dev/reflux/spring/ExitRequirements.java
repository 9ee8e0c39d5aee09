package dev.reflux.spring;

import dev.reflux.Reflux;
import dev.reflux.error.ConfigException;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What must be so for an application that ends after its migration: exactly one database, migrated by the initializer that
 * knows of the end. Looked at before any bean is made, so that nothing is migrated by half.
 *
 * @param environment where the properties are
 */
record ExitRequirements(Environment environment) implements BeanFactoryPostProcessor {

    private static final String IS_SET = "reflux.exit-after-migration is true, and ";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Binder binder = Binder.get(environment);
        if (!is(binder, "reflux.exit-after-migration", false)) {
            return;
        }
        if (!is(binder, "reflux.enabled", true)) {
            throw new ConfigException(IS_SET + "reflux.enabled is false, so that the application would serve instead of"
                    + " migrating and ending. Set reflux.enabled to true for the job, or leave out"
                    + " reflux.exit-after-migration.");
        }
        List<String> databases = List.of(beans.getBeanNamesForType(Reflux.class, true, false));
        List<String> initializers = List.of(beans.getBeanNamesForType(RefluxMigrationInitializer.class, true, false));
        if (databases.size() != 1 || !initializers.equals(List.of(RefluxAutoConfiguration.INITIALIZER))) {
            throw new ConfigException(
                    IS_SET + "the application has Reflux or RefluxMigrationInitializer beans of its own,"
                            + " after which nothing ends it. Start it without the property, or with one Reflux bean and no"
                            + " initializer of its own. Reflux beans: " + named(databases) + "; initializers: "
                            + named(initializers) + ".");
        }
    }

    private static boolean is(Binder binder, String key, boolean unset) {
        return binder.bind(key, Boolean.class).orElse(unset);
    }

    private static String named(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
