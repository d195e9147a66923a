package dev.plumbline.alerting.deliver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** Several alerts in one message: {@code data.alerts} holds what each would have said by itself, {@code data.group} why. */
final class Together {
    private Together() {}

    /**
     * Makes a message one of all of them. It fires when any of them does, and what readers of single alerts read is the
     * first that fires.
     */
    static void join(ObjectNode message, List<ObjectNode> others, String group) {
        ArrayNode all = message.arrayNode();
        all.add(message.withObject("/data").deepCopy());
        others.forEach(other -> all.add(other.withObject("/data").deepCopy()));
        boolean fires = isFiring(message);
        for (ObjectNode other : others) {
            if (!fires && isFiring(other)) {
                message.put("type", other.path("type").asText());
                message.set("data", other.path("data").deepCopy());
                fires = true;
            }
        }
        message.withObject("/data").put("group", group).set("alerts", all);
    }

    private static boolean isFiring(ObjectNode message) {
        return message.path("type").asText().equals("alert.firing");
    }
}
