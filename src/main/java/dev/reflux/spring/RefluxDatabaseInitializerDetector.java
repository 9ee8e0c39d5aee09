package dev.reflux.spring;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Makes known to Spring Boot that {@link RefluxMigrationInitializer} initializes a database. */
final class RefluxDatabaseInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(RefluxMigrationInitializer.class);
    }

    /** Before the scripts of Spring Boot, of which one such as data.sql needs the schema. */
    @Override
    public int getOrder() {
        return -1;
    }
}
