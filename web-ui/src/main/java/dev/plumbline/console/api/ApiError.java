package dev.plumbline.console.api;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/**
 * The one shape of an error.
 *
 * @param error what is wrong, for people
 * @param field the parameter, header or part at fault
 */
public record ApiError(String error, @Nullable String field) {
    private static final Logger LOG = Logger.getLogger(ApiError.class);

    static RestResponse<Object> storeDown(SQLException cause) {
        LOG.warnf("The trace store did not answer: %s", cause.getMessage());
        return of(503, "The trace store did not answer.", "trace-store");
    }

    static RestResponse<Object> of(int status, String error, @Nullable String field) {
        return answer(status, new ApiError(error, field));
    }

    static RestResponse<Object> answer(int status, Object entity) {
        return RestResponse.ResponseBuilder.<Object>create(status, null)
                .entity(entity)
                .header("Content-Type", "application/json")
                .build();
    }
}
