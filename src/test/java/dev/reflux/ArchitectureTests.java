package dev.reflux;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.reflux.error.RefluxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of packages, and the rules of the house that a machine can check. */
class ArchitectureTests {

    private static final String ROOT = "dev.reflux";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Each package with what it may import; it may also import what those may. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("error", List.of()),
            Map.entry("config", List.of("error")),
            Map.entry("schema", List.of("error")),
            Map.entry("revision", List.of("error")),
            Map.entry("sql", List.of("error")),
            Map.entry("engine", List.of("config", "error")),
            Map.entry("engine.postgresql", List.of("engine", "config", "error")),
            Map.entry("embedded", List.of("engine", "config", "error")),
            Map.entry("operation", List.of("schema", "sql", "error")),
            Map.entry("migration", List.of("operation", "schema", "engine", "error")),
            Map.entry("dialect", List.of("operation", "schema", "sql", "engine", "error")),
            Map.entry("dialect.postgresql", List.of("dialect")),
            Map.entry("autogenerate", List.of("dialect", "operation", "schema", "error")),
            Map.entry("script.source", List.of("error")),
            Map.entry("script.compiler", List.of("script.source", "error")),
            Map.entry("script.notation", List.of("script.source", "migration", "operation", "schema", "sql", "error")),
            Map.entry(
                    "script",
                    List.of(
                            "script.notation",
                            "script.compiler",
                            "script.source",
                            "migration",
                            "operation",
                            "schema",
                            "sql",
                            "revision",
                            "config",
                            "error")),
            Map.entry("drawing", List.of("revision", "error")),
            Map.entry("authoring", List.of("script", "revision", "config", "error")),
            Map.entry(
                    "runtime",
                    List.of(
                            "script",
                            "migration",
                            "dialect",
                            "operation",
                            "revision",
                            "engine",
                            "schema",
                            "config",
                            "error")),
            Map.entry("", List.of("runtime", "autogenerate", "authoring", "drawing", "script")),
            Map.entry("cli", List.of("")),
            Map.entry("spring", List.of("")),
            Map.entry("junit", List.of("", "embedded")));

    static Set<String> packages() {
        return MAY_IMPORT.keySet();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @MethodSource("packages")
    void packageImportsOnlyWhatItsRowLists(String name) {
        Set<String> allowed = new LinkedHashSet<>();
        collect(name, allowed);
        DescribedPredicate<JavaClass> forbidden = resideInAPackage(ROOT + "..")
                .and(DescribedPredicate.not(resideInAnyPackage(
                        allowed.stream().map(ArchitectureTests::qualified).toArray(String[]::new))));
        noClasses()
                .that()
                .resideInAPackage(qualified(name))
                .should()
                .dependOnClassesThat(forbidden)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static void collect(String name, Set<String> allowed) {
        if (allowed.add(name)) {
            MAY_IMPORT.get(name).forEach(each -> collect(each, allowed));
        }
    }

    private static String qualified(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    @Test
    void everyPackageHasARowInTheTable() {
        Set<String> found = new LinkedHashSet<>();
        CLASSES.forEach(each -> found.add(each.getPackageName()));
        assertThat(packages().stream().map(ArchitectureTests::qualified)).containsAll(found);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheEngineAndTheFacadeKnowR2dbc() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".engine..", ROOT + ".spring..", ROOT + ".junit..")
                .and()
                .doNotHaveFullyQualifiedName(Reflux.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(RefluxBuilder.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.r2dbc..")
                .check(CLASSES);
    }

    @Test
    void onlyShellsKnowTheirOptionalLibraries() {
        Map<String, String[]> owners = new HashMap<>();
        owners.put(ROOT + ".cli", new String[] {"picocli..", "tools.jackson..", "ch.qos.logback..", "me.tongfei.."});
        owners.put(ROOT + ".drawing", new String[] {"org.eclipse..", "com.google.common.."});
        owners.put(ROOT + ".embedded", new String[] {"org.apache.commons..", "org.tukaani.."});
        owners.put(ROOT + ".spring", new String[] {"org.springframework..", "io.micrometer.."});
        owners.put(ROOT + ".engine", new String[] {"io.r2dbc.pool.."});
        owners.put(ROOT + ".engine.postgresql", new String[] {"io.r2dbc.postgresql..", "io.netty.."});
        owners.forEach((owner, libraries) -> noClasses()
                .that()
                .resideOutsideOfPackage(owner)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(CLASSES));
    }

    @Test
    void pureAreasDoNoInputOrOutputAndKnowNoReactor() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".revision", ROOT + ".schema", ROOT + ".operation")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..", "java.net..", "java.sql..", "reactor..", "org.slf4j..", "java.io..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyTheEngineTheFacadeAndTheRuntimeKnowReactor() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT,
                        ROOT + ".engine..",
                        ROOT + ".runtime",
                        ROOT + ".cli",
                        ROOT + ".spring..",
                        ROOT + ".junit..",
                        ROOT + ".migration")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("reactor..")
                .check(CLASSES);
    }

    @Test
    void everyExceptionThatLeavesItsPackageIsOurs() {
        classes()
                .that()
                .areAssignableTo(Throwable.class)
                .and()
                .arePublic()
                .should()
                .beAssignableTo(RefluxException.class)
                .andShould()
                .resideInAPackage(ROOT + ".error")
                .check(CLASSES);
    }

    @Test
    void nothingIsStaticAndMutable() {
        fields().that(modifier(JavaModifier.STATIC)).should().beFinal().check(CLASSES);
    }

    @Test
    void onlyTheCommandLineTouchesStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = new ArrayList<>();
        CLASSES.forEach(each -> {
            if (!each.getPackage().isAnnotatedWith(NullMarked.class)) {
                unmarked.add(each.getPackageName());
            }
        });
        assertThat(unmarked).isEmpty();
    }
}
