package dev.plumbline.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.standalone.plan.OtelLines;
import dev.plumbline.standalone.state.RunState;
import dev.plumbline.standalone.state.StateFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** {@code plumbline key create}. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Manage ingest keys.",
        synopsisSubcommandLabel = "COMMAND")
public final class KeyCommand {
    private static final int MILLIS = 10_000;
    private static final int CREATED = 201;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Make a key for a project, and the project if it is new. The key is shown once.")
    int create(
            @Mixin PlaceOption where,
            @Option(names = "--project", paramLabel = "NAME", required = true, description = "The project.")
                    String project)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        RunState state = new StateFile(where.place().run())
                .readLive()
                .orElseThrow(() -> new IllegalStateException("Plumbline is not running; start it with: plumbline up"));
        ObjectMapper json = new ObjectMapper();
        byte[] body = json.writeValueAsBytes(Map.of("project", project));
        HttpURLConnection call = (HttpURLConnection) URI.create(state.ports().consoleAddress() + "/api/v1/keys")
                .toURL()
                .openConnection();
        call.setConnectTimeout(MILLIS);
        call.setReadTimeout(MILLIS);
        call.setRequestMethod("POST");
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", "application/json");
        call.getOutputStream().write(body);
        int status = call.getResponseCode();
        JsonNode answer = read(call, status, json);
        if (status != CREATED) {
            spec.commandLine()
                    .getErr()
                    .println("plumbline: no key was made: "
                            + answer.path("error").asText("the console answered " + status));
            return 1;
        }
        String key = answer.path("key").asText();
        out.println("A key for the project " + answer.path("project").asText(project) + ", shown only now:");
        out.println("  " + key);
        out.println();
        OtelLines.of(state.ports(), Optional.of(key)).forEach(line -> out.println("  " + line));
        return 0;
    }

    private static JsonNode read(HttpURLConnection call, int status, ObjectMapper json) throws IOException {
        try (InputStream in =
                status < HttpURLConnection.HTTP_BAD_REQUEST ? call.getInputStream() : call.getErrorStream()) {
            return in == null ? json.createObjectNode() : json.readTree(in);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            return json.createObjectNode();
        }
    }
}
