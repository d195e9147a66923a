package dev.plumbline.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param otlp where spans go, OTLP over gRPC
 * @param api the console's origin
 * @param exit whether to end when everything was found, or not in time
 * @param load the traffic
 * @param patience how long after the end of traffic things may take to be found
 * @param data folder for the unpacked libraries of the model
 */
record Options(String otlp, String api, boolean exit, Load load, Duration patience, Path data) {

    static final String USAGE = """
            Plays the support assistant of an invented company and shows what Plumbline finds.

              --otlp URL      where spans go, OTLP/gRPC           (http://127.0.0.1:4317)
              --api URL       Plumbline's console and API         (http://127.0.0.1:8080)
              --exit          end by itself: 0 when all was found, else the reason and a code
              --seed N        the same seed gives the same traffic (1)
              --minutes M     how long playing takes              (2)
              --hours H       how much traffic is played          (10)
              --rate R        sessions in an hour of traffic      (140)
              --wait S        seconds to wait after the traffic   (240)
              --data DIR      folder for the model's libraries    (in the system's temporary folder)

            Exit codes: 0 all found, 2 wrong option, 3 Plumbline not reached, 4 no new cluster,
            5 no signed page, 6 no trace came back as it was sent.
            """;

    /**
     * @param play how long playing takes
     * @param span how much time is played
     * @param rate sessions in an hour
     */
    record Load(long seed, Duration play, Duration span, double rate) {

        int sessions() {
            return (int) Math.round(rate * span.toMillis() / 3_600_000.0);
        }

        /** The mean time between two sessions. */
        Duration pause() {
            return Duration.ofMillis(Math.round(3_600_000 / rate));
        }
    }

    /** @throws IllegalArgumentException with a message that names the option */
    static Options parse(List<String> arguments, Path temporary) {
        String otlp = "http://127.0.0.1:4317";
        String api = "http://127.0.0.1:8080";
        boolean exit = false;
        long seed = 1;
        double minutes = 2;
        double hours = 10;
        double rate = 140;
        double wait = 240;
        Path data = temporary.resolve("plumbline-demo");
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--exit" -> exit = true;
                case "--otlp" -> otlp = url(name, value(name, rest));
                case "--api" -> api = url(name, value(name, rest));
                case "--seed" -> seed = Math.round(number(name, value(name, rest), 0, 1e15));
                case "--minutes" -> minutes = number(name, value(name, rest), 0.05, 600);
                case "--hours" -> hours = number(name, value(name, rest), 0.05, 72);
                case "--rate" -> rate = number(name, value(name, rest), 1, 100_000);
                case "--wait" -> wait = number(name, value(name, rest), 0, 86_400);
                case "--data" -> data = Path.of(value(name, rest));
                default -> throw new IllegalArgumentException("there is no option " + name);
            }
        }
        if (hours * 60 < minutes) {
            throw new IllegalArgumentException("--hours must be at least as long as --minutes");
        }
        Load load = new Load(seed, seconds(minutes * 60), seconds(hours * 3_600), rate);
        return new Options(otlp, api, exit, load, seconds(wait), data);
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return rest.next();
    }

    private static double number(String name, String text, double low, double high) {
        try {
            double number = Double.parseDouble(text);
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number that is out of range.
        }
        throw new IllegalArgumentException(name + " is a number from " + low + " to " + high + ", not " + text);
    }

    private static String url(String name, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
            }
        } catch (IllegalArgumentException e) {
            // Told below, as for an address of another kind.
        }
        throw new IllegalArgumentException(name + " is an address such as http://127.0.0.1:8080, not " + text);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }
}
