package dev.plumbline.evaluator.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.contracts.query.BadParameterException;

import java.io.IOException;
import java.util.stream.Collectors;

/** Bodies of calls to values; what is wrong is refused by its name, and no field is silently passed over. */
public final class JsonBody {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    public static <T> T read(byte[] body, Class<T> type) {
        try {
            T value = JSON.readValue(body, type);
            if (value != null) {
                return value;
            }
        } catch (UnrecognizedPropertyException e) {
            throw new BadParameterException(path(e), "is no field of this call");
        } catch (JsonMappingException e) {
            String path = path(e);
            throw new BadParameterException(path.isEmpty() ? "body" : path, "is not of the form that is asked for");
        } catch (JsonProcessingException e) {
            throw new BadParameterException("body", "is no JSON");
        } catch (IOException e) {
            throw new BadParameterException("body", "cannot be read");
        }
        throw new BadParameterException("body", "is not a JSON object");
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(place -> place.getFieldName() == null ? "[" + place.getIndex() + "]" : place.getFieldName())
                .collect(Collectors.joining("."));
    }
}
