package dev.plumbline.bench.alerting;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.identity.Identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;

/** The API of alerting, as the console calls it. */
public final class AlertingClient {
    private static final int CREATED = 201;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String address;
    private final String secret;
    private final Clock clock;

    /** @param secret that the parts of the installation share */
    public AlertingClient(String address, String secret, Clock clock) {
        this.address = address;
        this.secret = secret;
        this.clock = clock;
    }

    /** Makes a receiver that hears of every alert from now on. */
    public void receiver(String name, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/receivers"))
                .header(Identity.HEADER, Identity.sign(secret, "bench", clock.instant()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("name", name, "url", url, "secret", WebhookServer.SECRET))))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != CREATED) {
            throw new IOException("no receiver " + name + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
