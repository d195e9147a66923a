package dev.plumbline.bench.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the console for a page and takes the time from the request to the last byte. */
final class PageClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;

    PageClient(String root) {
        this.root = root;
    }

    /**
     * A page that was answered.
     *
     * @param whole whether all of it was there: no card said that it failed
     * @param toTheEnd whether a search came to its end, not only as far as its time allowed
     */
    record Page(double millis, boolean whole, boolean toTheEnd) {}

    Page get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/html")
                .GET()
                .build();
        long start = System.nanoTime();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        double millis = (System.nanoTime() - start) / 1e6;
        return new Page(
                millis,
                answer.statusCode() == 200 && !answer.body().contains("The trace store did not answer in time"),
                !answer.body().contains("Look further back"));
    }
}
