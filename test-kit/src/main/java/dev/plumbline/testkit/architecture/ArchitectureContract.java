package dev.plumbline.testkit.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Naming law, direction of dependencies, purity and clocks of one module. Skipped by {@code -Dquick}. */
public abstract class ArchitectureContract {
    private static final List<String> FORBIDDEN_SUFFIXES =
            List.of("Impl", "Manager", "Helper", "Util", "Utils", "Dto", "Mapper", "Base");
    private static final String[] EDGE_TYPES = {
        "jakarta.persistence..", "jakarta.ws.rs..", "java.sql..", "io.quarkus..", "org.eclipse.microprofile.."
    };

    private final String root;
    private final String[] purePackages;
    private final JavaClasses code;

    /**
     * @param root the module's base package
     * @param purePackages names of its packages below the root that know no I/O outside classes named for it
     */
    protected ArchitectureContract(String root, String... purePackages) {
        this.root = root;
        this.purePackages = purePackages;
        this.code = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }

    @BeforeEach
    void onlyInFullBuilds() {
        Assumptions.assumeTrue(System.getProperty("quick") == null, "skipped by -Dquick");
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(code);
    }

    @Test
    void packages_formNoCycle() {
        check(slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("data flows one way; a cycle hides which way"));
    }

    @Test
    void jaxRs_isOnlyAtTheEdge() {
        check(noClasses()
                .that(areNotNamed("Resource", "Client", "Filter"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs.."))
                .because("HTTP comes in by *Resource and goes out by *Client"));
    }

    @Test
    void channels_areOnlyAtTheEdge() {
        check(noClasses()
                .that(areNotNamed("Consumer", "Publisher"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.eclipse.microprofile.reactive.messaging.."))
                .because("the bus comes in by *Consumer and goes out by *Publisher"));
    }

    @Test
    void databaseRows_areReadOnlyInStores() {
        check(noClasses()
                .that(areNotNamed("Store", "Row", "Rows", "Sql"))
                .should()
                .dependOnClassesThat(describe(
                        "are connections, statements or rows",
                        type -> type.isAssignableTo(Connection.class)
                                || type.isAssignableTo(Statement.class)
                                || type.isAssignableTo(ResultSet.class)
                                || type.getPackageName().startsWith("jakarta.persistence")))
                .because("SQL lives in *Store, *Sql, *Row and *Rows"));
    }

    @Test
    void entities_areNamedRowAndStayInTheirPackage() {
        check(classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .haveSimpleNameEndingWith("Row")
                .andShould()
                .notHaveModifier(JavaModifier.PUBLIC)
                .because("an entity is a detail of its feature"));
    }

    @Test
    void time_comesFromTheInjectedClock() {
        check(noClasses()
                .that(areNotNamed("ClockProducer"))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Random.class)
                .because("a test must be able to set the time and to repeat a draw"));
    }

    @Test
    void purePackages_knowNoEdge() {
        for (String pure : purePackages) {
            check(noClasses()
                    .that()
                    .resideInAPackage(root + "." + pure + "..")
                    .and(areNotNamed(
                            "Store", "Row", "Rows", "Sql", "Resource", "Config", "Consumer", "Publisher", "Client"))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(EDGE_TYPES))
                    .because(pure + " holds what must be testable without a container"));
        }
    }

    @Test
    void names_sayWhatAThingIs() {
        for (String suffix : FORBIDDEN_SUFFIXES) {
            check(noClasses()
                    .should()
                    .haveSimpleNameEndingWith(suffix)
                    .because("the name " + suffix + " fits anything"));
        }
        check(noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..dto..")
                .because("a junk drawer is imported by all"));
    }

    /** Whether the outermost class has none of these suffixes: what is nested belongs to its owner. */
    private static DescribedPredicate<JavaClass> areNotNamed(String... suffixes) {
        return describe("are not named *" + String.join(", *", suffixes), type -> {
            JavaClass outer = type;
            while (outer.getEnclosingClass().isPresent()) {
                outer = outer.getEnclosingClass().get();
            }
            String name = outer.getSimpleName();
            return List.of(suffixes).stream().noneMatch(name::endsWith) && !name.contains("_");
        });
    }
}
