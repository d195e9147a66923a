package dev.plumbline.ingest.price;

import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Json;
import dev.plumbline.tracestore.RequestCost;
import dev.plumbline.tracestore.RequestCost.Call;
import dev.plumbline.tracestore.StoredSpan;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the spans of a request cost: each as its sender says, else by the table. */
public final class Costs {
    private static final String[] REPORTED = {
        "langfuse.observation.cost_details#total",
        "gen_ai.usage.cost",
        "llm.cost.total",
        "operation.cost",
        "gen_ai.client.estimated_cost",
        "mlflow.llm.cost#total_cost",
        "mlflow.llm.cost",
        "langwatch.span.cost",
        "cost_usd"
    };

    private Costs() {}

    /** @param spans those whose usage counts: no span that repeats what others below it used */
    public static RequestCost of(List<StoredSpan> spans, PriceTable prices) {
        List<Call> calls = new ArrayList<>();
        for (StoredSpan span : spans) {
            calls.add(call(span, prices));
        }
        if (calls.isEmpty()) {
            return RequestCost.NONE;
        }
        boolean unknown = calls.stream().anyMatch(call -> call.usd() == null);
        boolean byTable = calls.stream().anyMatch(call -> !call.source().equals(RequestCost.REPORTED));
        List<Double> known = new ArrayList<>();
        for (Call call : calls) {
            if (call.usd() != null) {
                known.add(call.usd());
            }
        }
        return new RequestCost(
                known.isEmpty()
                        ? null
                        : known.stream().mapToDouble(Double::doubleValue).sum(),
                unknown,
                byTable ? prices.version() : null,
                calls);
    }

    private static Call call(StoredSpan span, PriceTable prices) {
        String spanId = span.span().key().spanId();
        ModelCall call = span.span().model();
        String model = call.responseModel() == null ? call.requestModel() : call.responseModel();
        Double reported = reported(span);
        if (reported != null) {
            return new Call(spanId, model, reported, RequestCost.REPORTED);
        }
        Optional<Price> price = price(call, prices);
        return price.map(found -> new Call(spanId, model, found.of(call.usage()), RequestCost.BY_TABLE))
                .orElseGet(() -> new Call(spanId, model, null, RequestCost.UNKNOWN));
    }

    private static Optional<Price> price(ModelCall call, PriceTable prices) {
        return Optional.ofNullable(call.responseModel())
                .flatMap(model -> prices.of(call.provider(), model))
                .or(() -> Optional.ofNullable(call.requestModel()).flatMap(model -> prices.of(call.provider(), model)));
    }

    /** A number, or text such as {@code 0.1 USD}; another currency is not taken for dollars. */
    private static @Nullable Double reported(StoredSpan span) {
        Object sent = new Attributes(span.payload().attributes()).first(REPORTED);
        if (sent instanceof String text) {
            sent = text.replaceFirst("(?i)\\s*USD$|^\\$\\s*", "").strip();
        }
        Double usd = Json.number(sent);
        return usd == null || usd < 0 ? null : usd;
    }
}
