package dev.plumbline.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.ingest.decode.wire.Oddities;
import dev.plumbline.ingest.decode.wire.ProtoReader;

import java.io.IOException;
import java.util.Set;

import static dev.plumbline.ingest.decode.wire.ProtoReader.BYTES;
import static dev.plumbline.ingest.decode.wire.ProtoReader.tag;

/** Counts the data points of a metrics message, which is all that Plumbline wants of it. */
public final class Metrics {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Gauge, sum, histogram, exponential histogram, summary: each holds its points in field 1. */
    private static final Set<Integer> DATA =
            Set.of(tag(5, BYTES), tag(7, BYTES), tag(9, BYTES), tag(10, BYTES), tag(11, BYTES));

    /** From the request to a metric: resource metrics, scope metrics, metrics. */
    private static final int[] PATH = {1, 2, 2};

    private Metrics() {}

    /** @throws BadPayloadException when the bytes are no such message */
    public static int pointsOfProtobuf(byte[] message) throws BadPayloadException {
        return points(new ProtoReader(message, new Oddities()), 0);
    }

    private static int points(ProtoReader reader, int level) throws BadPayloadException {
        int points = 0;
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            if (level < PATH.length && tag == tag(PATH[level], BYTES)) {
                points += points(reader.message(), level + 1);
            } else if (level == PATH.length && DATA.contains(tag)) {
                points += points(reader.message(), level + 1);
            } else {
                points += level > PATH.length && tag == tag(1, BYTES) ? 1 : 0;
                reader.skip(tag);
            }
        }
        return points;
    }

    /** @throws BadPayloadException when the text is no JSON object */
    public static int pointsOfJson(byte[] message) throws BadPayloadException {
        int points = 0;
        try (JsonParser parser = JSON.getFactory().createParser(message)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadPayloadException("the body must be a JSON object");
            }
            int inPoints = -1;
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_ARRAY && "dataPoints".equals(parser.currentName()) && inPoints < 0) {
                    inPoints = depth;
                } else if (token == JsonToken.START_OBJECT && inPoints == depth - 1 && inPoints >= 0) {
                    points++;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                inPoints = depth <= inPoints ? -1 : inPoints;
            }
            if (parser.nextToken() != null) {
                throw new BadPayloadException("not JSON: something stands behind the object");
            }
        } catch (JsonProcessingException e) {
            throw new BadPayloadException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadPayloadException("not JSON: " + e.getMessage());
        }
        return points;
    }
}
