package dev.plumbline.ingest.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Assumptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Captures that stay outside the project; their folder is named by PLUMBLINE_TEST_DATA. */
final class Captures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Captures() {}

    static Path folder(String name) {
        String data = System.getenv("PLUMBLINE_TEST_DATA");
        Assumptions.assumeTrue(
                data != null && Files.isDirectory(Path.of(data, name)),
                "PLUMBLINE_TEST_DATA names no folder with " + name + ": the replay of captures is skipped");
        return Path.of(String.valueOf(data), name);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Path file) throws IOException {
        return JSON.readValue(file.toFile(), LinkedHashMap.class);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> lines(Path gzip) throws IOException {
        List<Map<String, Object>> objects = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                objects.add(JSON.readValue(line, LinkedHashMap.class));
            }
        }
        return objects;
    }

    /** As a JSON parser gives it, but with the whole numbers of OTLP. */
    static Map<String, Object> attributes(Map<?, ?> json) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        json.forEach((key, value) ->
                attributes.put(String.valueOf(key), value instanceof Integer number ? Long.valueOf(number) : value));
        return attributes;
    }
}
