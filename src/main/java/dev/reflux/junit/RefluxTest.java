package dev.reflux.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test a database of its own that stands at a revision of the project's chain.
 *
 * <pre>{@code
 * @RefluxTest(at = "8b04d2e61c5a")
 * class SplitFullNamesTests {
 *
 *     @Test
 *     void firstAndLastNameAreToldApart(MigrationChain chain) {
 *         chain.migrateUpBefore("94a3f0d7b1c5");
 *         chain.insertInto("users", Map.of("full_name", "Ann Lee"));
 *         chain.migrateUpOne();
 *         assertThat(chain.rows("users")).first().extracting("last_name").isEqualTo("Lee");
 *     }
 * }
 * }</pre>
 *
 * <p>What a test, its {@code @BeforeEach} and {@code @AfterEach} methods or the constructor of its class may have as
 * parameters: {@link MigrationChain}, {@link ReactiveMigrationChain}, {@link dev.reflux.Reflux} and
 * {@link io.r2dbc.spi.ConnectionFactory}; all of one test are of one database, which is dropped after it. Tests may run in
 * parallel, and several JVMs on one server.
 *
 * <p>On a class, it holds for its tests, those of subclasses and those of {@code @Nested} classes; an attribute that is set on
 * a method, or on a class inside, wins over that of what is around it.
 *
 * <p>The server is started when it is needed first, once for a JVM ({@link ServerKind}). Where there is none, the test is
 * skipped and a line in the log says so; with {@code CI} in the environment or {@code reflux.test.required=true} it fails.
 *
 * <p>Tests are tagged {@code migration}.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RefluxExtension.class)
@Tag("migration")
public @interface RefluxTest {

    /** Target that the database is upgraded to, such as an id, {@code head} or a branch label; not set: base. */
    String at() default "";

    /** Configuration file, as {@link ChainSettings#file}. */
    String config() default "";

    /** Section of the configuration file, as {@link ChainSettings#section}. */
    String section() default "";

    /** Folders of revision files, as {@link ChainSettings#locations}. */
    String[] locations() default {};

    /** Where the server comes from. */
    ServerKind server() default ServerKind.ANY;

    /**
     * What gives the settings that config, section and locations then change; not set: the test class itself where it is such
     * a source, else there are none.
     */
    Class<? extends ChainSettingsSource> settings() default ChainSettingsSource.class;
}
