package dev.plumbline.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How large things may be in one module: a file 400 lines and nine in ten of them 220, a constructor 7 arguments, a
 * package 12 files, an interface 5 methods. Skipped by {@code -Dquick}.
 */
public abstract class SizeBudgetContract {
    private static final int FILE_LINES = 400;
    private static final int MOST_FILES_LINES = 220;
    private static final int ARGUMENTS = 7;
    private static final int PACKAGE_FILES = 12;
    private static final int INTERFACE_METHODS = 5;

    private final String root;
    private final Path sources = Path.of("src/main/java");

    /** @param root the module's base package */
    protected SizeBudgetContract(String root) {
        this.root = root;
    }

    @BeforeEach
    void onlyInFullBuilds() {
        Assumptions.assumeTrue(System.getProperty("quick") == null, "skipped by -Dquick");
    }

    @Test
    void files_areSmall() {
        Map<Path, Long> lines = new TreeMap<>();
        files().forEach(file -> lines.put(file, lines(file)));
        List<Long> sorted = lines.values().stream().sorted().toList();

        assertThat(lines).allSatisfy((file, count) -> assertThat(count).isLessThanOrEqualTo(FILE_LINES));
        assertThat(sorted.get((int) Math.ceil(sorted.size() * 0.9) - 1))
                .as("lines of the file that nine in ten do not pass")
                .isLessThanOrEqualTo(MOST_FILES_LINES);
    }

    @Test
    void packages_holdFewFiles() {
        Map<Path, Long> counts =
                files().stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

        assertThat(counts).allSatisfy((folder, count) -> assertThat(count).isLessThanOrEqualTo(PACKAGE_FILES));
    }

    @Test
    void constructorsAndInterfaces_areNarrow() {
        JavaClasses code = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
        for (JavaClass type : code) {
            if (type.getSimpleName().contains("_") || type.getSource().isEmpty()) {
                continue;
            }
            type.getConstructors()
                    .forEach(constructor -> assertThat(
                                    constructor.getRawParameterTypes().size())
                            .as("arguments of %s", constructor.getFullName())
                            .isLessThanOrEqualTo(ARGUMENTS));
            boolean settings = type.isAnnotatedWith("io.smallrye.config.ConfigMapping")
                    || type.getEnclosingClass()
                            .filter(owner -> owner.getSimpleName().endsWith("Config"))
                            .isPresent();
            if (type.isInterface() && !type.isAnnotation() && !settings) {
                assertThat(type.getMethods().stream()
                                .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
                                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                                .count())
                        .as("methods of %s", type.getFullName())
                        .isLessThanOrEqualTo(INTERFACE_METHODS);
            }
        }
    }

    private List<Path> files() {
        try (Stream<Path> walk = Files.walk(sources)) {
            return walk.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
