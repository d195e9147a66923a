package dev.plumbline.evaluator.labels;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.query.JsonBody;
import dev.plumbline.evaluator.scoring.Label;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What reviewers say of answers. A correction is another label of the same author; the latest of each counts. */
@Path("/api/v1/labels")
class LabelResource {
    private static final int MOST = 500;
    private static final int LONGEST_REASON = 4_000;
    private static final List<String> LABELS =
            Arrays.stream(Label.values()).map(Label::wire).toList();

    private final LabelStore labels;
    private final Clock clock;

    LabelResource(LabelStore labels, Clock clock) {
        this.labels = labels;
        this.clock = clock;
    }

    /** The body of a label. */
    static final class Body {
        public @Nullable Integer project;
        public @Nullable String traceId;
        public @Nullable String spanId;
        public @Nullable String rubric;
        public @Nullable Integer rubricVersion;
        public @Nullable String label;
        public @Nullable Boolean blind;
        public @Nullable String reason;
    }

    /** @param counts whether it counts in what is said of the scorer, and if not why */
    record Added(LabelItem label, String counts) {}

    /** @param next cursor of the page after; null when there is none */
    record Page(List<LabelItem> items, @Nullable String next) {}

    @POST
    @Blocking
    @ResponseStatus(201)
    public Added add(byte[] body, @Context SecurityContext caller) {
        NewLabel label =
                label(JsonBody.read(body, Body.class), caller.getUserPrincipal().getName());
        LabelItem added = labels.add(label, clock.instant());
        return new Added(added, counts(label));
    }

    @GET
    @Blocking
    public Page list(
            @QueryParam("project") @Nullable String project,
            @QueryParam("rubric") @Nullable String rubric,
            @QueryParam("trace") @Nullable String trace,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        int size = Parameters.number("limit", limit, 50, 1, MOST);
        List<LabelItem> found = labels.list(
                Parameters.number("project", project, 1, 1, Integer.MAX_VALUE),
                Parameters.text("rubric", rubric),
                Parameters.traceId(trace),
                below(cursor),
                size + 1);
        return found.size() <= size
                ? new Page(found, null)
                : new Page(
                        found.subList(0, size),
                        String.valueOf(found.get(size - 1).id()));
    }

    private NewLabel label(Body body, String author) {
        String rubric = Parameters.needed("rubric", body.rubric, 100);
        String value = Parameters.needed("label", body.label, 10);
        if (!LABELS.contains(value)) {
            throw new BadParameterException("label", "is none of " + String.join(", ", LABELS));
        }
        Boolean blind = body.blind;
        if (blind == null) {
            throw new BadParameterException("blind", "is missing: true when no verdict was seen before deciding");
        }
        String reason = Parameters.text("reason", body.reason);
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new BadParameterException("reason", "is longer than " + LONGEST_REASON + " characters");
        }
        RequestRef request = request(body);
        return new NewLabel(
                request,
                rubric,
                version(body.rubricVersion, request, rubric),
                Label.valueOf(value.toUpperCase(Locale.ROOT)),
                author,
                blind,
                reason);
    }

    private RequestRef request(Body body) {
        int project = body.project == null ? 1 : body.project;
        String trace = Parameters.traceId(Parameters.needed("traceId", body.traceId, 64));
        String span = Parameters.spanId(body.spanId);
        List<RequestRef> known = labels.requests(project, String.valueOf(trace)).stream()
                .filter(request -> span == null || request.spanId().equals(span))
                .toList();
        if (known.isEmpty()) {
            throw new BadParameterException(span == null ? "traceId" : "spanId", "names no request of this project");
        }
        if (known.size() > 1) {
            throw new BadParameterException("spanId", "is missing: the trace has " + known.size() + " requests");
        }
        return known.get(0);
    }

    private int version(@Nullable Integer given, RequestRef request, String rubric) {
        if (given != null && given < 1) {
            throw new BadParameterException("rubricVersion", "is below 1");
        }
        return given != null
                ? given
                : labels.scoredVersion(request, rubric)
                        .orElseThrow(() -> new BadParameterException(
                                "rubricVersion", "is missing: the request has no score of this rubric"));
    }

    private String counts(NewLabel label) {
        if (!label.blind()) {
            return "no: the verdict was seen first";
        }
        if (label.label() == Label.ABSTAIN) {
            return "no: neither pass nor fail";
        }
        return labels.draws(label.request(), label.rubric()) > 0
                ? "yes"
                : "no: the request was picked, not drawn; labels of drawn requests alone speak for traffic";
    }

    private static long below(@Nullable String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return Long.MAX_VALUE;
        }
        if (!cursor.matches("\\d{1,18}")) {
            throw new BadParameterException("cursor", "is none that this list gave");
        }
        return Long.parseLong(cursor);
    }
}
