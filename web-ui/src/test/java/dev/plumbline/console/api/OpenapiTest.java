package dev.plumbline.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.access.Route;
import dev.plumbline.console.access.Routes;
import dev.plumbline.console.owner.Owner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** The description of the API against the table of routes: neither promises what the other does not have. */
class OpenapiTest {
    private static JsonNode document;

    /** An operation of the description. @param example its path with a value for each variable */
    private record Operation(String method, String path, String example, JsonNode said) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = OpenapiTest.class.getResourceAsStream("/openapi.json")) {
            document = new ObjectMapper().readTree(in);
        }
    }

    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                operations.add(new Operation(
                        method.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        path.getKey().replaceAll("\\{[^}]*}", "7"),
                        method.getValue()));
            }
        }
        return operations;
    }

    @Test
    void everyOperation_hasARoute_whoseNeedItStates() {
        assertThat(operations()).hasSizeGreaterThan(50).allSatisfy(operation -> {
            Route route = Routes.find(operation.method(), operation.example()).orElse(null);
            assertThat(route).as(operation.toString()).isNotNull();
            assertThat(operation.said().get("x-plumbline-need").asText())
                    .as(operation.toString())
                    .isEqualTo(route == null ? "" : route.need().name());
        });
    }

    @Test
    void everyReadableRouteOfTheApi_isDescribed() {
        Set<Route> described = new HashSet<>();
        operations()
                .forEach(operation ->
                        Routes.find(operation.method(), operation.example()).ifPresent(described::add));

        assertThat(Routes.list())
                .filteredOn(route ->
                        route.pattern().startsWith("/api/v1/") && route.method().equals("GET"))
                // Notifications are shown with their alert; the route leaves room for them.
                .filteredOn(route -> !route.pattern().equals("/api/v1/notifications/**"))
                .allSatisfy(route -> assertThat(described).as(route.toString()).contains(route));
    }

    @Test
    void everyOperation_namesWhoAnswersIt() {
        assertThat(operations()).allSatisfy(operation -> {
            String segment = operation.path().split("/")[3];
            assertThat(operation.said().at("/tags/0").asText())
                    .as(operation.toString())
                    .isEqualTo(Owner.of(segment).map(Owner::part).orElse("web-ui"));
        });
    }

    @Test
    void everyVariableOfAPath_isAParameter_andEveryReferenceLeadsSomewhere() {
        Pattern variable = Pattern.compile("\\{([^}]*)}");
        Set<String> names = new TreeSet<>();
        assertThat(operations()).allSatisfy(operation -> {
            List<String> wanted = new ArrayList<>();
            Matcher found = variable.matcher(operation.path());
            while (found.find()) {
                wanted.add(found.group(1));
            }
            List<String> given = new ArrayList<>();
            operation.said().path("parameters").forEach(parameter -> {
                if (parameter.get("in").asText().equals("path")) {
                    given.add(parameter.get("name").asText());
                    assertThat(parameter.get("required").asBoolean()).isTrue();
                }
            });
            assertThat(given).as(operation.toString()).containsExactlyElementsOf(wanted);
            assertThat(names.add(operation.said().get("operationId").asText())).isTrue();
        });
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }
}
