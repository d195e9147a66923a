package dev.plumbline.evaluator.scoring.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.plumbline.evaluator.scoring.FormRule;

import java.util.List;
import java.util.Optional;

/**
 * A JSON Schema that the whole answer, read as JSON, must meet: draft 2020-12 unless its {@code $schema} names another.
 * Nothing is fetched: a {@code $ref} to another document is refused. Expressions in {@code pattern} are RE2.
 */
public final class SchemaRule implements FormRule {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaLoader(loader -> loader.fetchRemoteResources(false))
                    .schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .regularExpressionFactory(expression -> {
                                Pattern pattern = Pattern.compile(expression);
                                return text -> pattern.matcher(text).find();
                            })
                            .build()));

    private final Schema schema;

    private SchemaRule(Schema schema) {
        this.schema = schema;
    }

    /** @throws IllegalArgumentException that says what is wrong with the schema */
    public static SchemaRule of(String json) {
        JsonNode node;
        try {
            node = STRICT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no JSON: " + e.getOriginalMessage(), e);
        }
        if (!node.isObject() && !node.isBoolean()) {
            throw new IllegalArgumentException("is no JSON Schema: it must be an object");
        }
        try {
            List<Error> faults = metaSchema(node).validate(node);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("is no JSON Schema: " + faults.get(0));
            }
            Schema schema = REGISTRY.getSchema(node);
            schema.initializeValidators();
            return new SchemaRule(schema);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("is no usable JSON Schema: " + e.getMessage(), e);
        }
    }

    private static Schema metaSchema(JsonNode node) {
        String dialect = node.path("$schema").asText(SpecificationVersion.DRAFT_2020_12.getDialectId());
        return REGISTRY.getSchema(SchemaLocation.of(dialect));
    }

    @Override
    public Optional<String> fault(String answer) {
        JsonNode node;
        try {
            node = STRICT.readTree(answer);
        } catch (JsonProcessingException e) {
            return Optional.of("the answer is no JSON");
        }
        List<Error> faults = schema.validate(node);
        return faults.isEmpty() ? Optional.empty() : Optional.of(said(faults));
    }

    /** By the schema's own path: where in the answer would name what the answer says. */
    private static String said(List<Error> faults) {
        String first = "breaks the schema at " + faults.get(0).getEvaluationPath();
        return faults.size() == 1 ? first : first + " and " + (faults.size() - 1) + " more";
    }
}
