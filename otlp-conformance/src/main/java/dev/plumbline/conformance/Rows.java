package dev.plumbline.conformance;

import dev.plumbline.conformance.input.JsonRows;
import dev.plumbline.conformance.input.LoadRows;
import dev.plumbline.conformance.input.MessageRows;
import dev.plumbline.conformance.input.SpanRows;
import dev.plumbline.conformance.input.TextRows;
import dev.plumbline.conformance.input.TimeRows;
import dev.plumbline.conformance.input.ValueRows;
import dev.plumbline.conformance.row.GrpcRows;
import dev.plumbline.conformance.row.HttpRows;
import dev.plumbline.conformance.row.Row;
import dev.plumbline.conformance.row.TransportRows;

import java.util.List;
import java.util.stream.Stream;

/** All rows, in the order of the contract. Row 38 of the inputs, a stop under load, needs the process and not its address. */
public final class Rows {
    private Rows() {}

    public static List<Row> all() {
        return Stream.of(
                        TransportRows.rows(),
                        GrpcRows.rows(),
                        HttpRows.rows(),
                        MessageRows.rows(),
                        JsonRows.rows(),
                        SpanRows.rows(),
                        TimeRows.rows(),
                        ValueRows.rows(),
                        TextRows.rows(),
                        LoadRows.rows())
                .flatMap(List::stream)
                .toList();
    }
}
