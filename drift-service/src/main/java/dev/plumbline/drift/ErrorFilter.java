package dev.plumbline.drift;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.drift.cases.FaultyCasesException;
import dev.plumbline.tracestore.database.DatabaseException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import java.util.Map;

/** Faults of a call as answers. */
final class ErrorFilter {
    private static final Logger LOG = Logger.getLogger(ErrorFilter.class);

    @ServerExceptionMapper
    Response refuse(BadParameterException e) {
        return Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("error", String.valueOf(e.getMessage()), "field", e.parameter()))
                .build();
    }

    @ServerExceptionMapper
    Response refuse(FaultyCasesException e) {
        return Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of(
                        "error", String.valueOf(e.getMessage()),
                        "field", e.faults().get(0).field(),
                        "rows", e.faults()))
                .build();
    }

    @ServerExceptionMapper
    Response away(DatabaseException e) {
        LOG.warnf(e, "a call could not be answered");
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("error", "the database does not answer; try again"))
                .build();
    }
}
