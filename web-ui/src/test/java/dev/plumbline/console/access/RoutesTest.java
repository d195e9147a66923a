package dev.plumbline.console.access;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class RoutesTest {
    private static final String[] METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"};

    /** Method and path of every resource, with an example for each variable part. */
    private static Map<String, String> resources() {
        Map<String, String> found = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.plumbline.console")) {
            if (!type.isAnnotatedWith(Path.class)) {
                continue;
            }
            String root = type.getAnnotationOfType(Path.class).value();
            for (JavaMethod method : type.getMethods()) {
                for (String verb : METHODS) {
                    if (method.isAnnotatedWith("jakarta.ws.rs." + verb)) {
                        String rest = method.isAnnotatedWith(Path.class)
                                ? method.getAnnotationOfType(Path.class).value()
                                : "";
                        String path =
                                ("/" + root + "/" + rest).replaceAll("/+", "/").replaceAll("(.)/$", "$1");
                        found.put(verb + " " + path, example(path));
                    }
                }
            }
        }
        return found;
    }

    private static String example(String path) {
        return path.replace("{path: .*}", "alerts").replaceAll("\\{[^}]*}", "7");
    }

    @Test
    void everyResource_hasAnEntry() {
        Map<String, String> resources = resources();

        assertThat(resources).hasSizeGreaterThan(35);
        assertThat(resources).allSatisfy((resource, path) -> {
            String verb = resource.substring(0, resource.indexOf(' '));
            // What is forwarded has an entry for each owner's part, not for every method of every part.
            if (!resource.contains("{path: .*}")) {
                assertThat(Routes.find(verb, path)).as(resource).isPresent();
            }
        });
    }

    @Test
    void everyEntryOfAScreen_leadsToAResource() {
        Map<String, String> resources = resources();

        assertThat(Routes.list())
                .filteredOn(route ->
                        !route.pattern().startsWith("/api/") && !route.pattern().startsWith("/q/"))
                .allSatisfy(route -> assertThat(resources.entrySet())
                        .as(route.toString())
                        .anyMatch(resource -> resource.getKey().startsWith(route.method() + " ")
                                && Routes.find(route.method(), resource.getValue())
                                        .filter(route::equals)
                                        .isPresent()));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /settings/people",
        "GET, //settings",
        "GET, /%73ettings",
        "GET, /traces;a=1",
        "GET, /traces/../settings",
        "DELETE, /traces",
        "GET, /q/dev",
        "GET, /api/v1/unknown",
        "GET, /api/v1",
        "PUT, /api/v1/alerts/7",
        "TRACE, /",
        "OPTIONS, /",
    })
    void whatIsNotListed_hasNoEntry(String method, String path) {
        assertThat(Routes.find(method, path)).isEmpty();
    }

    @Test
    void headAndTrailingSlash_areTheSameRoute() {
        assertThat(Routes.find("HEAD", "/traces/")).isEqualTo(Routes.find("GET", "/traces"));
        assertThat(Routes.find("GET", "/")).isPresent();
    }
}
