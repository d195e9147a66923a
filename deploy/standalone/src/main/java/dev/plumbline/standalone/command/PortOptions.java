package dev.plumbline.standalone.command;

import dev.plumbline.standalone.plan.Ports;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.util.List;

/** The options that move ports; all ports are on loopback. */
final class PortOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The console and the API. Default: 8080.")
    private int console;

    @Option(
            names = "--otlp-grpc-port",
            paramLabel = "N",
            defaultValue = "4317",
            description = "OTLP over gRPC. Default: 4317.")
    private int otlpGrpc;

    @Option(
            names = "--otlp-http-port",
            paramLabel = "N",
            defaultValue = "4318",
            description = "OTLP over HTTP. Default: 4318.")
    private int otlpHttp;

    @Option(
            names = "--postgres-port",
            paramLabel = "N",
            defaultValue = "54329",
            description = "PostgreSQL. Default: 54329.")
    private int postgres;

    @Option(names = "--kafka-port", paramLabel = "N", defaultValue = "29092", description = "Kafka. Default: 29092.")
    private int kafka;

    @Option(
            names = "--internal-port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "The first of four ports for calls between services. Default: 8081.")
    private int internal;

    /** @throws ParameterException when the numbers are no ports or collide */
    Ports ports(CommandSpec command) {
        Ports ports = new Ports(console, otlpGrpc, otlpHttp, postgres, kafka, internal);
        List<String> problems = ports.problems();
        if (!problems.isEmpty()) {
            throw new ParameterException(command.commandLine(), String.join("\n", problems));
        }
        return ports;
    }
}
