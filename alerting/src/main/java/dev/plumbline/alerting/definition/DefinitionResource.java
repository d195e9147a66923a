package dev.plumbline.alerting.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.BadParameterException;
import dev.plumbline.alerting.IdentityFilter;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes rules, in JSON or YAML, and shows what is in force, since when and by whom. */
@Path("/api/v1/rules")
@Blocking
public class DefinitionResource {
    private final DefinitionStore rules;
    private final DirectoryWatch directory;

    DefinitionResource(DefinitionStore rules, DirectoryWatch directory) {
        this.rules = rules;
        this.directory = directory;
    }

    /**
     * A rule in one version.
     *
     * @param source {@code api}, or the name of its file
     * @param endedBy who replaced or removed it; null while it is in force
     */
    public record Shown(
            JsonNode rule,
            int version,
            String source,
            String changedBy,
            Instant changedAt,
            @Nullable String endedBy) {
        static Shown of(Definitions.Version version) {
            return new Shown(
                    version.rule().text(),
                    version.version(),
                    version.source(),
                    version.changedBy(),
                    version.changedAt(),
                    version.endedBy());
        }
    }

    /** @param next always null: the list is whole */
    public record Listed<T>(List<T> items, @Nullable String next) {}

    /** The rules of a project that are in force. */
    @GET
    @Path("/definitions")
    public Listed<Shown> inForce(@QueryParam("project") @DefaultValue("1") String project) throws SQLException {
        int id = project(project);
        return new Listed<>(
                rules.inForce().all().stream()
                        .filter(version -> version.rule().selector().project() == id)
                        .map(Shown::of)
                        .toList(),
                null);
    }

    /** Every version of a rule, newest first. */
    @GET
    @Path("/definitions/{name}")
    public Response versions(@PathParam("name") String name, @QueryParam("project") @DefaultValue("1") String project)
            throws SQLException {
        List<Shown> versions =
                rules.versions(project(project), name).stream().map(Shown::of).toList();
        return versions.isEmpty()
                ? unknown(name)
                : Response.ok(new Listed<>(versions, null)).build();
    }

    /** The files of the rules' directory as they were last taken. */
    @GET
    @Path("/files")
    public Listed<DirectoryWatch.FileState> files() {
        return new Listed<>(directory.files(), null);
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response create(String body, @Context ContainerRequestContext call) throws SQLException, BadRuleException {
        RuleDefinition rule = DefinitionText.parseOne(body);
        return answer(rules.write(rule, true, IdentityFilter.actor(call)), rule);
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.WILDCARD)
    public Response replace(@PathParam("name") String name, String body, @Context ContainerRequestContext call)
            throws SQLException, BadRuleException {
        RuleDefinition rule = DefinitionText.parseOne(body);
        if (!rule.name().equals(name)) {
            throw new BadRuleException(rule.name(), "name", "must be " + name + ", as in the path");
        }
        return answer(rules.write(rule, false, IdentityFilter.actor(call)), rule);
    }

    @DELETE
    @Path("/{name}")
    public Response remove(
            @PathParam("name") String name,
            @QueryParam("project") @DefaultValue("1") String project,
            @Context ContainerRequestContext call)
            throws SQLException {
        return switch (rules.remove(project(project), name, IdentityFilter.actor(call))) {
            case REMOVED -> Response.noContent().build();
            case OF_A_FILE -> ofAFile(name);
            default -> unknown(name);
        };
    }

    private Response answer(DefinitionStore.Outcome outcome, RuleDefinition rule) throws SQLException {
        return switch (outcome) {
            case EXISTS -> conflict("there is a rule " + rule.name() + " already; PUT replaces it");
            case OF_A_FILE -> ofAFile(rule.name());
            case UNKNOWN -> unknown(rule.name());
            default ->
                Response.status(outcome == DefinitionStore.Outcome.CREATED ? 201 : 200)
                        .entity(rules.inForce()
                                .named(rule.selector().project(), rule.name())
                                .map(Shown::of)
                                .orElseThrow())
                        .build();
        };
    }

    private static Response ofAFile(String name) {
        return conflict("rule " + name + " is kept in a file; change it there");
    }

    private static Response conflict(String error) {
        return Response.status(Response.Status.CONFLICT)
                .entity(Map.of("error", error, "field", "name"))
                .build();
    }

    private static Response unknown(String name) {
        return Response.status(Response.Status.NOT_FOUND)
                .entity(Map.of("error", "there is no rule " + name, "field", "name"))
                .build();
    }

    private static int project(String text) {
        return (int) BadParameterException.number("project", text, 1, Integer.MAX_VALUE);
    }
}
