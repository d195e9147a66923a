package dev.plumbline.alerting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.plumbline.alerting.definition.BadRuleException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import java.sql.SQLException;
import java.util.Map;

/** Faults of a call as answers of one form. */
final class ErrorFilter {
    private static final Logger LOG = Logger.getLogger(ErrorFilter.class);

    @ServerExceptionMapper
    Response refuse(BadParameterException e) {
        return answer(400, Map.of("error", String.valueOf(e.getMessage()), "field", e.field()));
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response unreadable(JsonProcessingException e) {
        return answer(400, Map.of("error", "the body is not of the form that is asked for", "field", "body"));
    }

    @ServerExceptionMapper
    Response refuse(BadRuleException e) {
        return answer(400, Map.of("error", e.sentence(), "field", e.field(), "rule", e.rule()));
    }

    @ServerExceptionMapper
    Response refuse(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (e.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable);
        }
        return answer(status, Map.of("error", e.getResponse().getStatusInfo().getReasonPhrase()));
    }

    @ServerExceptionMapper
    Response away(SQLException e) {
        LOG.warnf("a call could not be answered: %s", e.getMessage());
        return answer(503, Map.of("error", "the database does not answer; try again"));
    }

    private static Response answer(int status, Map<String, String> body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .build();
    }
}
