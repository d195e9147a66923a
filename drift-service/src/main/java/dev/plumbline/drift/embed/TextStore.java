package dev.plumbline.drift.embed;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Reads texts from the trace store: the one place where they are. */
@Singleton
public class TextStore {
    private final RequestReader requests;

    public TextStore(DataSource database) {
        this.requests = new RequestReader(database);
    }

    /** The inputs of those requests that are there, their first 2 kB. */
    public Map<RequestRef, String> inputs(Set<RequestRef> refs) {
        Map<RequestRef, String> inputs = new HashMap<>();
        Sql.reading(() -> requests.byRef(refs))
                .forEach((ref, request) -> inputs.put(ref, request.text().input()));
        return inputs;
    }

    /** Those requests that are there, with the first 2 kB of input and output. */
    public Map<RequestRef, Request> requests(Set<RequestRef> refs) {
        Map<RequestRef, Request> found = new HashMap<>();
        Sql.reading(() -> requests.byRef(refs)).forEach(found::put);
        return found;
    }
}
