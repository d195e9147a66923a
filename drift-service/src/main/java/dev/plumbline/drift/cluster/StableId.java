package dev.plumbline.drift.cluster;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that follow from what they name, so that a replay gives the same ones. */
public final class StableId {

    private StableId() {}

    public static String of(String scope, String kind, int number) {
        String name = scope + "/" + kind + "/" + number;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
