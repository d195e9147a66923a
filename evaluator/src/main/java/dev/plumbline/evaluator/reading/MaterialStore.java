package dev.plumbline.evaluator.reading;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.TraceReader;
import dev.plumbline.tracestore.Truth;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads from the trace store what is to be scored. */
@Singleton
public class MaterialStore {
    private final RequestReader requests;
    private final TraceReader traces;

    public MaterialStore(DataSource database) {
        this.requests = new RequestReader(database);
        this.traces = new TraceReader(database);
    }

    /** Those of the named requests that are there. */
    public Map<RequestRef, Request> requests(Collection<RequestRef> refs) {
        return Sql.reading(() -> requests.byRef(refs));
    }

    /** Feedback and truth about a request, in the order they became known. */
    public List<Truth> truths(RequestRef request) {
        return Sql.reading(() -> requests.truths(request.projectId(), request.traceId())).stream()
                .filter(truth -> truth.request().equals(request))
                .toList();
    }

    /**
     * The request with its trace.
     *
     * @throws RuntimeException that is no DatabaseException when what is stored cannot be read
     */
    public Material material(Request request) {
        return Sql.reading(() -> new Material(
                request, traces.trace(request.ref().projectId(), request.ref().traceId())));
    }
}
