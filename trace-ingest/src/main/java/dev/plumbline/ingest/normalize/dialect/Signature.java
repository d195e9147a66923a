package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.ingest.decode.OtlpSpan;

import java.util.List;

/**
 * By what a dialect is known; one match is enough.
 *
 * @param scopes beginnings of the instrumentation scope's name
 * @param families first words of attribute keys, up to the first dot or colon
 * @param keys attribute keys
 */
public record Signature(List<String> scopes, List<String> families, List<String> keys) {

    public static Signature ofScopes(String... scopes) {
        return new Signature(List.of(scopes), List.of(), List.of());
    }

    public Signature families(String... more) {
        return new Signature(scopes, List.of(more), keys);
    }

    public Signature keys(String... more) {
        return new Signature(scopes, families, List.of(more));
    }

    boolean matches(OtlpSpan span, Attributes attributes) {
        String scope = span.scope().name();
        for (String beginning : scopes) {
            if (scope.startsWith(beginning)) {
                return true;
            }
        }
        for (String family : families) {
            if (attributes.hasFamily(family)) {
                return true;
            }
        }
        return attributes.first(keys) != null;
    }
}
