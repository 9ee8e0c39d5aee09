package dev.reflux.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

import dev.reflux.runtime.EnvironmentContext;
import dev.reflux.runtime.MigrationEnvironment;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** What an application that is processed ahead of time holds, for a native image above all. */
class AheadOfTimeTests {

    @TempDir
    Path root;

    /** What was generated for an application with the folder as a class path entry. */
    private record Processed(RuntimeHints hints, InMemoryGeneratedFiles files) {

        String sources() throws IOException {
            StringBuilder all = new StringBuilder();
            for (String source : files.getGeneratedFiles(Kind.SOURCE).keySet()) {
                all.append(files.getGeneratedFileContent(Kind.SOURCE, source));
            }
            return all.toString();
        }
    }

    private Processed process(String... properties) throws IOException {
        return process(root, properties);
    }

    private Processed process(Path entry, String... properties) throws IOException {
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        try (URLClassLoader loader = new URLClassLoader(
                        new URL[] {entry.toUri().toURL()}, getClass().getClassLoader());
                AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.setClassLoader(loader);
            TestPropertyValues.of(properties)
                    .and("reflux.url=r2dbc:postgresql://shop@nowhere.invalid/shop")
                    .applyTo(context);
            context.register(RefluxExitAutoConfiguration.class);
            context.register(
                    RefluxAutoConfiguration.class, RefluxEndpointAutoConfiguration.class, NeedsTheSchema.class);
            DefaultGenerationContext generation = new DefaultGenerationContext(
                    new ClassNameGenerator(ClassName.get("dev.reflux.spring", "Shop")), files);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            generation.writeGeneratedContent();
            return new Processed(generation.getRuntimeHints(), files);
        }
    }

    private void write(String file) throws IOException {
        write(file, "");
    }

    private void write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    @Test
    void revisionFilesOfTheDefaultLocationAreReachableAndNamed() throws IOException {
        write("db/versions/b.sql");
        write("db/versions/a.yaml");
        write("db/versions/below/c.sql");
        Processed shop = process();
        assertThat(resource().forResource("db/versions/b.sql")).accepts(shop.hints());
        assertThat(resource().forResource("db/versions/reflux.index")).accepts(shop.hints());
        assertThat(shop.files().getGeneratedFileContent(Kind.RESOURCE, "db/versions/reflux.index"))
                .isEqualTo("a.yaml\nb.sql\n");
    }

    @Test
    void configuredLocationsAreTakenWithTheirFolders() throws IOException {
        write("shop/a.sql");
        write("shop/below/b.sql");
        Processed shop = process(
                "reflux.version-locations=classpath:/shop/,file-folder", "reflux.recursive-version-locations=true");
        assertThat(resource().forResource("shop/below/b.sql")).accepts(shop.hints());
        assertThat(shop.files().getGeneratedFileContent(Kind.RESOURCE, "shop/reflux.index"))
                .isEqualTo("a.sql\nbelow/b.sql\n");
    }

    @Test
    void indexOfAnEarlierBuildOrOfTheApplicationGainsWhatIsNewAndLosesWhatHasGone() throws IOException {
        write("db/versions/a.sql");
        write("db/versions/new.sql");
        write("db/versions/below/named.sql");
        write("db/versions/reflux.index", "a.sql\n\n  below/named.sql \ngone.sql\n");
        assertThat(process().files().getGeneratedFileContent(Kind.RESOURCE, "db/versions/reflux.index"))
                .isEqualTo("a.sql\nbelow/named.sql\nnew.sql\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesAreThoseOfTheFilesAndNotOfTheirUrls(boolean jar) throws IOException {
        List<String> names = List.of("a größer.sql", "b#1.sql", "c+d.sql");
        Path entry = root.resolve("entry" + (jar ? ".jar" : ""));
        if (jar) {
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(entry))) {
                out.putNextEntry(new JarEntry("db/versions/"));
                for (String name : names) {
                    out.putNextEntry(new JarEntry("db/versions/" + name));
                }
            }
        } else {
            for (String name : names) {
                write("entry/db/versions/" + name);
            }
        }
        assertThat(process(entry)
                        .files()
                        .getGeneratedFileContent(Kind.RESOURCE, "db/versions/reflux.index")
                        .lines())
                .containsExactlyElementsOf(names);
    }

    @Test
    void revisionsAndEnvironmentsThatAreClassesCanBeMade() throws IOException {
        Processed shop = process(
                "reflux.version-locations=classpath:dev/reflux/spring",
                "reflux.environment=" + Surroundings.class.getName());
        assertThat(reflection()
                        .onType(NativeRevision.class)
                        .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                .accepts(shop.hints());
        assertThat(reflection()
                        .onType(Surroundings.class)
                        .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                .accepts(shop.hints());
        assertThat(reflection().onType(AheadOfTimeTests.class)).rejects(shop.hints());
    }

    @Test
    void ownResourcesPropertiesAndAnswersAreReachable() throws IOException {
        RuntimeHints hints =
                process("management.endpoints.web.exposure.include=reflux").hints();
        assertThat(resource().forResource("META-INF/services/dev.reflux.dialect.DialectProvider"))
                .accepts(hints);
        assertThat(reflection().onType(RefluxProperties.class)).accepts(hints);
        assertThat(reflection().onType(RefluxProperties.Health.class)).accepts(hints);
        assertThat(reflection().onMethodInvocation(RefluxProperties.Pool.class, "valueOf"))
                .accepts(hints);
        for (Class<?> answer : List.of(
                RefluxEndpoint.RefluxBeansDescriptor.class,
                RefluxDescriptor.class,
                RefluxDescriptor.RevisionDescriptor.class,
                RefluxDescriptor.HistoryDescriptor.class,
                RefluxDescriptor.ErrorDescriptor.class)) {
            assertThat(reflection().onType(answer)).accepts(hints);
        }
    }

    @Test
    void initializerIsPartOfTheGeneratedApplicationAndWhatNeedsTheSchemaDependsOnIt() throws IOException {
        String sources = process().sources();
        assertThat(sources)
                .contains("registerBeanDefinition(\"refluxMigrationInitializer\"")
                .containsPattern("setDependsOn\\([^;]*\"refluxMigrationInitializer\"");
    }

    /** A bean that waits for the migration. */
    @Configuration(proxyBeanMethods = false)
    static class NeedsTheSchema {

        @Bean
        @DependsOnDatabaseInitialization
        List<String> rows() {
            return List.of();
        }
    }

    /** An environment of an application. */
    public static final class Surroundings extends MigrationEnvironment {

        public Surroundings(EnvironmentContext context) {
            super(context);
        }
    }
}
