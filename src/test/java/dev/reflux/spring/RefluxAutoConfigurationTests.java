package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.Reflux;
import dev.reflux.config.Mode;
import dev.reflux.error.ConfigException;
import dev.reflux.testsupport.LogLines;
import io.micrometer.observation.ObservationRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Which beans there are, and what is refused before any connection is opened. */
class RefluxAutoConfigurationTests {

    private static final String URL = "r2dbc:postgresql://shop@nowhere.invalid/shop";

    private static ConnectionFactory factory() {
        return ConnectionFactories.get(URL);
    }

    @Nested
    class Beans {

        @Test
        void thereIsARefluxAndWhatRunsItOnStartup() {
            BootApplication.offline().run(context -> assertThat(context)
                    .hasSingleBean(Reflux.class)
                    .hasSingleBean(RefluxMigrationInitializer.class));
        }

        @Test
        void withAllModulesThereAreEndpointHealthAndObservation() {
            complete().run(context -> assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(Reflux.class)
                    .hasSingleBean(RefluxMigrationInitializer.class)
                    .hasSingleBean(RefluxEndpoint.class)
                    .hasSingleBean(ReactiveHealthContributor.class)
                    .hasSingleBean(ObservedRuns.class));
        }

        @Test
        void disabledThereIsNothing() {
            complete().withPropertyValues("reflux.enabled=false").run(context -> assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(Reflux.class)
                    .doesNotHaveBean(RefluxMigrationInitializer.class)
                    .doesNotHaveBean(UnmigratedDatabases.class)
                    .doesNotHaveBean(RefluxEndpoint.class)
                    .doesNotHaveBean(ReactiveHealthContributor.class)
                    .doesNotHaveBean(ObservedRuns.class));
        }

        private static ApplicationContextRunner complete() {
            return BootApplication.complete()
                    .withPropertyValues(BootApplication.OFFLINE)
                    .withBean(ObservationRegistry.class, ObservationRegistry::create);
        }

        @Test
        void applicationsOwnRefluxIsTheOneThatMigrates() {
            try (LogLines log = LogLines.of(RefluxMigrationInitializer.class)) {
                BootApplication.bare().withUserConfiguration(OwnReflux.class).run(context -> {
                    assertThat(context).hasSingleBean(Reflux.class).hasSingleBean(RefluxMigrationInitializer.class);
                    assertThat(context).hasBean("own");
                });
                assertThat(log.warnings())
                        .containsExactly("The database is not migrated on start-up: reflux.mode is offline.");
            }
        }

        @Test
        void applicationsOwnInitializerTakesThePlaceOfTheUsualOne() {
            BootApplication.offline()
                    .withBean(
                            "mine",
                            RefluxMigrationInitializer.class,
                            () -> new RefluxMigrationInitializer(offline("mine"), "head"))
                    .run(context ->
                            assertThat(context).hasBean("mine").hasSingleBean(RefluxMigrationInitializer.class));
        }

        @Test
        void severalRefluxBeansHaveInitializersOfTheApplicationOrNone() {
            BootApplication.bare()
                    .withBean("one", Reflux.class, () -> offline("one"))
                    .withBean("two", Reflux.class, () -> offline("two"))
                    .run(context ->
                            assertThat(context).hasNotFailed().doesNotHaveBean(RefluxMigrationInitializer.class));
        }

        @Test
        void itWorksWithoutAnyOtherModuleOfSpringBoot() {
            new ApplicationContextRunner()
                    .withUserConfiguration(All.class)
                    .withPropertyValues(BootApplication.OFFLINE)
                    .withPropertyValues(BootApplication.EXPOSED)
                    .withClassLoader(new FilteredClassLoader(
                            "org.springframework.boot.r2dbc",
                            "org.springframework.boot.sql",
                            "org.springframework.boot.actuate",
                            "org.springframework.boot.health",
                            "org.springframework.data",
                            "org.springframework.r2dbc",
                            "io.micrometer"))
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .hasSingleBean(RefluxMigrationInitializer.class)
                            .doesNotHaveBean(RefluxEndpoint.class)
                            .doesNotHaveBean("refluxHealthContributor")
                            .doesNotHaveBean("refluxObservedRuns"));
        }

        /** By their names, as an application has them: their annotations may be missing on its class path. */
        @Configuration(proxyBeanMethods = false)
        @ImportAutoConfiguration({
            RefluxAutoConfiguration.class,
            RefluxEndpointAutoConfiguration.class,
            RefluxExitAutoConfiguration.class,
            RefluxHealthContributorAutoConfiguration.class,
            RefluxObservationAutoConfiguration.class
        })
        static class All {}

        @Test
        void refluxBeansThatNothingMigratesAreNamed() {
            try (LogLines log = LogLines.informedBy(UnmigratedDatabases.class)) {
                BootApplication.bare()
                        .withBean("one", Reflux.class, () -> online())
                        .withBean("two", Reflux.class, () -> online())
                        .withBean("script", Reflux.class, () -> offline("script"))
                        .run(context -> assertThat(context).hasNotFailed());
                assertThat(log.warnings())
                        .containsExactly("The databases of these Reflux beans are not migrated on start-up, since they"
                                + " have no RefluxMigrationInitializer: one, two. Declare one for each.");
                assertThat(log.all())
                        .first()
                        .asString()
                        .startsWith("The application declares its own Reflux beans: one, two, script. None is made of");
            }
        }

        @Test
        void refluxThatIsMigratedIsNotNamed() {
            try (LogLines log = LogLines.informedBy(UnmigratedDatabases.class)) {
                BootApplication.offline().run(context -> assertThat(context).hasNotFailed());
                Reflux mine = offline("mine");
                BootApplication.bare()
                        .withBean("reflux", Reflux.class, () -> mine)
                        .withBean(RefluxMigrationInitializer.class, () -> new RefluxMigrationInitializer(mine, "head"))
                        .run(context -> assertThat(context).hasNotFailed());
                assertThat(log.all()).isEmpty();
            }
        }

        private static Reflux online() {
            return Reflux.builder().url(URL).build();
        }

        @Test
        void customizersAreCalledInTheirOrderAfterTheProperties() {
            BootApplication.offline()
                    .withPropertyValues("reflux.version-table=by_property")
                    .withUserConfiguration(Customizers.class)
                    .run(context -> assertThat(
                                    context.getBean(Reflux.class).config().versionTable())
                            .isEqualTo("second"));
        }

        private static Reflux offline(String table) {
            return Reflux.builder()
                    .configure(config -> config.mode(Mode.OFFLINE).versionTable(table))
                    .build();
        }

        @Configuration(proxyBeanMethods = false)
        static class OwnReflux {

            @Bean
            Reflux own() {
                return offline("own");
            }
        }

        @Configuration(proxyBeanMethods = false)
        static class Customizers {

            @Bean
            @Order(2)
            RefluxCustomizer second() {
                return builder -> builder.configure(config -> config.versionTable("second"));
            }

            @Bean
            @Order(1)
            RefluxCustomizer first() {
                return builder -> builder.configure(config -> config.versionTable("first"));
            }
        }
    }

    @Nested
    class Databases {

        @Test
        void noneIsAnErrorThatSaysWhatToSet() {
            BootApplication.bare().run(context -> assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("There is no database to migrate: the application has no ConnectionFactory, and"
                            + " reflux.url is not set. Set spring.r2dbc.url or reflux.url to"
                            + " r2dbc:postgresql://host:port/database, or reflux.enabled to false."));
        }

        @Test
        void severalThatNothingTellsApartAreNamed() {
            BootApplication.bare()
                    .withBean("orders", ConnectionFactory.class, RefluxAutoConfigurationTests::factory)
                    .withBean("stock", ConnectionFactory.class, RefluxAutoConfigurationTests::factory)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .isInstanceOf(ConfigException.class)
                            .hasMessage("Several connection factories are there, and none is primary. Mark the one to"
                                    + " migrate with @RefluxConnectionFactory, or set reflux.url. They are: orders,"
                                    + " stock."));
        }

        @Test
        void noneIsNeededOffline() {
            BootApplication.bare()
                    .withPropertyValues("reflux.mode=offline")
                    .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Reflux.class));
        }

        @Test
        void factoryForMigrationsAloneLeavesTheApplicationItsOwn() {
            BootApplication.bare()
                    .withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class))
                    .withPropertyValues("reflux.mode=offline", "spring.r2dbc.url=" + URL)
                    .withUserConfiguration(ForMigrationsAlone.class)
                    .run(context -> {
                        assertThat(context).hasNotFailed().hasBean("connectionFactory");
                        assertThat(context.getBean(ConnectionFactory.class))
                                .isSameAs(context.getBean("connectionFactory"))
                                .isInstanceOf(ConnectionPool.class);
                        assertThat(context).hasBean("migrations");
                    });
        }

        @Test
        void databaseIsToldWithoutSecrets() {
            try (LogLines log = LogLines.informedBy(ApplicationDatabase.class)) {
                BootApplication.bare()
                        .withPropertyValues(
                                "reflux.mode=offline",
                                "reflux.url=r2dbc:postgresql://shop:sesame@nowhere.invalid:5433/shop?sslPassword=sesame")
                        .run(context -> assertThat(context).hasNotFailed());
                BootApplication.bare()
                        .withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class))
                        .withPropertyValues(
                                "reflux.mode=offline",
                                "reflux.username=owner",
                                "reflux.password=sesame",
                                "spring.r2dbc.url=" + URL)
                        .run(context -> assertThat(context).hasNotFailed());
                assertThat(log.all())
                        .containsExactly(
                                "The database of Reflux is nowhere.invalid:5433/shop as user shop, by reflux.url.",
                                "The database of Reflux is nowhere.invalid/shop as user owner, by the application's"
                                        + " connection.");
            }
        }

        @Test
        void optionOfTheDriverThatThereIsNotIsRefusedOverTheApplicationsFactoryToo() {
            for (String url : List.of(URL, URL.replace("r2dbc:", "r2dbc:pool:"))) {
                BootApplication.bare()
                        .withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class))
                        .withPropertyValues(
                                "reflux.mode=offline", "reflux.options.sslMdoe=require", "spring.r2dbc.url=" + url)
                        .run(context -> assertThat(context)
                                .getFailure()
                                .rootCause()
                                .isInstanceOf(ConfigException.class)
                                .hasMessageStartingWith("The postgresql driver has no option sslMdoe. Correct it;")
                                .hasMessageContaining("sslMode"));
            }
        }

        @Test
        void fileThatAnOptionNamesMustBeThereOverTheApplicationsFactoryToo() {
            BootApplication.bare()
                    .withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class))
                    .withPropertyValues(
                            "reflux.mode=offline", "reflux.options.sslRootCert=no-such.pem", "spring.r2dbc.url=" + URL)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .isInstanceOf(ConfigException.class)
                            .hasMessageContaining("no-such.pem, which is no file"));
        }

        @Test
        void aMarkedOneOfSeveralIsTaken() {
            BootApplication.bare()
                    .withPropertyValues("reflux.mode=offline")
                    .withUserConfiguration(Marked.class)
                    .run(context -> assertThat(context).hasNotFailed());
        }

        @Test
        void severalMarkedOnesAreNamed() {
            BootApplication.bare()
                    .withUserConfiguration(Marked.class, AlsoMarked.class)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessageStartingWith("Several connection factories are marked with"));
        }

        @Test
        void credentialsWithoutUrlNeedAFactoryThatTellsItsOptions() {
            BootApplication.bare()
                    .withPropertyValues("reflux.username=owner")
                    .withBean(ConnectionFactory.class, RefluxAutoConfigurationTests::factory)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .isInstanceOf(ConfigException.class)
                            .hasMessageStartingWith("reflux.username, reflux.password or reflux.options are set without"
                                    + " reflux.url"));
        }

        @Test
        void credentialsWithoutUrlFitAFactoryOfSpringBoot() {
            BootApplication.bare()
                    .withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class))
                    .withPropertyValues("reflux.username=owner", "reflux.mode=offline", "spring.r2dbc.url=" + URL)
                    .run(context -> assertThat(context).hasNotFailed());
        }

        @Configuration(proxyBeanMethods = false)
        static class ForMigrationsAlone {

            @Bean(defaultCandidate = false)
            @RefluxConnectionFactory
            ConnectionFactory migrations() {
                return factory();
            }
        }

        @Configuration(proxyBeanMethods = false)
        static class Marked {

            @Bean
            ConnectionFactory orders() {
                return factory();
            }

            @Bean
            @RefluxConnectionFactory
            ConnectionFactory stock() {
                return factory();
            }
        }

        @Configuration(proxyBeanMethods = false)
        static class AlsoMarked {

            @Bean
            @RefluxConnectionFactory
            ConnectionFactory bills() {
                return factory();
            }
        }
    }

    @Nested
    class Refusals {

        @Test
        void unknownKeyIsRefusedAsInTheFile() {
            BootApplication.offline()
                    .withPropertyValues("reflux.verison-table=a")
                    .run(context ->
                            assertThat(context).getFailure().rootCause().hasMessageContaining("reflux.verison-table"));
        }

        @Test
        void valueThatCannotBeUsedIsRefusedWithItsName() {
            BootApplication.offline().withPropertyValues("reflux.retry.max=-1").run(context -> assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("retry.max"));
        }

        @Test
        void exitAfterAMigrationThatDoesNotHappenIsRefused() {
            AtomicInteger status = new AtomicInteger(-1);
            RefluxMigrationInitializer initializer = new RefluxMigrationInitializer(
                    Reflux.builder()
                            .configure(config -> config.mode(Mode.OFFLINE))
                            .build(),
                    "head",
                    true,
                    new ApplicationExit(status::set));
            assertThatThrownBy(initializer::afterPropertiesSet)
                    .hasMessageStartingWith("reflux.exit-after-migration is true and reflux.mode is offline");
            assertThat(status).hasValue(2);
        }

        @Test
        void exitAfterAMigrationThatIsDisabledIsRefused() {
            BootApplication.bare()
                    .withPropertyValues("reflux.exit-after-migration=true", "reflux.enabled=false")
                    .run(context -> assertThat(context)
                            .getFailure()
                            .isInstanceOf(ConfigException.class)
                            .hasMessageStartingWith(
                                    "reflux.exit-after-migration is true, and reflux.enabled is false"));
        }

        @Test
        void exitThatNoInitializerKnowsOfIsRefusedBeforeAnythingIsMade() {
            AtomicInteger made = new AtomicInteger();
            Supplier<Reflux> counting = () -> {
                made.incrementAndGet();
                return Reflux.builder().url(URL).build();
            };
            ApplicationContextRunner job =
                    BootApplication.bare().withPropertyValues("reflux.exit-after-migration=true");
            for (ApplicationContextRunner several : List.of(
                    job.withBean("one", Reflux.class, counting).withBean("two", Reflux.class, counting),
                    job.withBean("one", Reflux.class, counting)
                            .withBean(
                                    "mine",
                                    RefluxMigrationInitializer.class,
                                    () -> new RefluxMigrationInitializer(counting.get(), "head")))) {
                several.run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining("Reflux beans: one")
                        .hasMessageMatching(".* initializers: (none|mine)\\."));
            }
            assertThat(made).hasValue(0);
        }

        @Test
        void aThreadThatMustNotBlockIsRefusedAndNotBlocked() {
            RefluxMigrationInitializer initializer =
                    new RefluxMigrationInitializer(Reflux.builder().url(URL).build(), "head");
            Mono<Void> startup = Mono.<Void>fromRunnable(initializer::afterPropertiesSet)
                    .subscribeOn(Schedulers.newParallel("loop", 1));
            assertThatThrownBy(startup::block)
                    .isInstanceOf(MigrationFailedException.class)
                    .hasMessageContainingAll("refreshed on the thread loop-", ", which belongs to Reactor");
        }
    }
}
