package dev.reflux.spring;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDependsOnDatabaseInitializationDetector;
import org.springframework.util.ClassUtils;

/**
 * Has the beans by which applications use R2DBC wait for the schema, repositories by way of the operations that they are
 * built on. Spring Boot has a detector of this kind for JDBC, JPA and jOOQ, and none for R2DBC.
 */
final class R2dbcDependsOnDatabaseInitializationDetector
        extends AbstractBeansOfTypeDependsOnDatabaseInitializationDetector {

    private static final Set<String> TYPES = Set.of(
            "org.springframework.r2dbc.core.DatabaseClient",
            "org.springframework.data.r2dbc.core.R2dbcEntityOperations");

    @Override
    protected Set<Class<?>> getDependsOnDatabaseInitializationBeanTypes() {
        ClassLoader loader = getClass().getClassLoader();
        Set<Class<?>> types = new LinkedHashSet<>();
        for (String name : TYPES) {
            if (ClassUtils.isPresent(name, loader)) {
                types.add(ClassUtils.resolveClassName(name, loader));
            }
        }
        return types;
    }
}
