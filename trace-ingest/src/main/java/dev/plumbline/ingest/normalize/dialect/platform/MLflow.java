package dev.plumbline.ingest.normalize.dialect.platform;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** MLflow: every attribute is JSON, the request and response of the traced function are whole. */
public final class MLflow {
    public static final Dialect DIALECT = new Table(
            "mlflow",
            Signature.ofScopes("mlflow").families("mlflow"),
            Table.Sources.of(List.of("mlflow.chat.messages", "mlflow.spanInputs"), List.of("mlflow.spanOutputs"))
                    .tools("mlflow.chat.tools"),
            new Table.ToolSources(
                    List.of("mlflow.spanFunctionName", "mlflow.tool.name"),
                    List.of("mlflow.tool.call_id"),
                    List.of("mlflow.spanInputs"),
                    List.of("mlflow.spanOutputs")));

    private MLflow() {}
}
