package dev.reflux.spring;

import dev.reflux.Reflux;
import dev.reflux.config.Mode;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says what a start has not migrated although it might have been meant to.
 *
 * @param beans the application
 * @param enabled whether anything is migrated on start-up at all
 */
record UnmigratedDatabases(ListableBeanFactory beans, boolean enabled) implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(UnmigratedDatabases.class);

    @Override
    public void afterSingletonsInstantiated() {
        if (!enabled) {
            return;
        }
        Map<String, Reflux> databases = beans.getBeansOfType(Reflux.class);
        if (!databases.containsKey(RefluxAutoConfiguration.REFLUX)) {
            log.info(
                    "The application declares its own Reflux beans: {}. None is made of the properties reflux.*, for the"
                            + " application's ConnectionFactory or reflux.url.",
                    String.join(", ", databases.keySet()));
        }
        List<String> left = databases.entrySet().stream()
                .filter(database ->
                        database.getValue().config().mode() == Mode.ONLINE && !isMigrated(database.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!left.isEmpty()) {
            log.warn(
                    "The databases of these Reflux beans are not migrated on start-up, since they have no"
                            + " RefluxMigrationInitializer: {}. Declare one for each.",
                    String.join(", ", left));
        }
    }

    private boolean isMigrated(Reflux reflux) {
        return beans.getBeanProvider(RefluxMigrationInitializer.class).stream()
                .anyMatch(initializer -> initializer.migrates(reflux));
    }
}
