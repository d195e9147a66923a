package dev.plumbline.console.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
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

    static Response storeDown(SQLException cause) {
        LOG.warnf("The trace store did not answer: %s", cause.getMessage());
        return of(503, "The trace store did not answer.", "trace-store");
    }

    static Response of(int status, String error, @Nullable String field) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new ApiError(error, field))
                .build();
    }
}
