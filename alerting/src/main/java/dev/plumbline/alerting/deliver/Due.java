package dev.plumbline.alerting.deliver;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A notification in the hands of one worker.
 *
 * @param id the webhook id: the same on every attempt
 * @param fence a mark with an older fence is refused
 * @param attempts made before this one
 */
record Due(String id, int receiverId, JsonNode message, long fence, int attempts) {}
