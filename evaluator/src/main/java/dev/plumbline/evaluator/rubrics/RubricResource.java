package dev.plumbline.evaluator.rubrics;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.rubrics.RubricStore.Version;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Rubrics: written as YAML or JSON, tried out, then activated. */
@Path("/api/v1/rubrics")
class RubricResource {
    private final RubricStore rubrics;
    private final Clock clock;

    RubricResource(RubricStore rubrics, Clock clock) {
        this.rubrics = rubrics;
        this.clock = clock;
    }

    /** @param next always null: the answer is whole */
    record Answer(List<Version> items, @Nullable String next, List<String> judging) {}

    /** What a call came to. */
    record Done(String name, @Nullable Integer version, String state) {}

    @GET
    @Blocking
    public Answer list() {
        return answer(rubrics.list(null));
    }

    @GET
    @Blocking
    @Path("/{name}")
    public Answer versions(@PathParam("name") String name) {
        return answer(rubrics.list(name));
    }

    /** Adds a version; the same text again is the same version. It judges nothing until it is activated. */
    @POST
    @Blocking
    @ResponseStatus(201)
    public Done add(byte[] body, @Context SecurityContext caller) {
        String source = new String(body, StandardCharsets.UTF_8);
        RubricFile file = RubricFile.read(source);
        Version added = rubrics.add(file, source, caller.getUserPrincipal().getName(), clock.instant());
        return new Done(file.name(), added.version(), "written; activate it to judge with it");
    }

    @POST
    @Blocking
    @Path("/{name}/versions/{version}/activate")
    public Done activate(
            @PathParam("name") String name, @PathParam("version") String version, @Context SecurityContext caller) {
        int wanted = Parameters.number("version", version, 1, 1, Integer.MAX_VALUE);
        Version found = rubrics.find(name, wanted)
                .orElseThrow(() -> new BadParameterException("version", "is none of this rubric"));
        if (found.file().isOfPair()) {
            throw new BadParameterException("version", "is of a rubric for pairs; it judges comparisons alone");
        }
        rubrics.activate(name, wanted, caller.getUserPrincipal().getName(), clock.instant());
        return new Done(name, wanted, "judges from now on");
    }

    /** Ends the judging by a rubric; its versions, scores and labels stay. */
    @DELETE
    @Blocking
    @Path("/{name}/active")
    public Done deactivate(@PathParam("name") String name, @Context SecurityContext caller) {
        if (rubrics.active().stream().noneMatch(one -> one.rubric().name().equals(name))
                && rubrics.expressions().stream()
                        .noneMatch(one -> one.file().name().equals(name))) {
            throw new BadParameterException("name", "is no rubric that judges");
        }
        rubrics.activate(name, null, caller.getUserPrincipal().getName(), clock.instant());
        return new Done(name, null, "judges no more");
    }

    private Answer answer(List<Version> versions) {
        List<String> judging = Stream.concat(
                        rubrics.active().stream()
                                .map(one ->
                                        one.rubric().name() + "/" + one.rubric().version()),
                        rubrics.expressions().stream().map(one -> one.file().name() + "/" + one.version()))
                .toList();
        return new Answer(versions, null, judging);
    }
}
