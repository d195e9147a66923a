package dev.plumbline.standalone.part;

import dev.plumbline.contracts.event.Topics;
import dev.plumbline.servers.kafka.KafkaSettings;
import dev.plumbline.servers.postgres.PostgresSettings;
import dev.plumbline.servers.process.Command;
import dev.plumbline.servers.process.PipeJar;
import dev.plumbline.servers.process.PipedMain;
import dev.plumbline.standalone.place.Place;
import dev.plumbline.standalone.place.Secrets;
import dev.plumbline.standalone.plan.JvmFlags;
import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.plan.Ports;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the parts of an installation. */
public final class Parts {
    private final Place place;
    private final Ports ports;
    private final Secrets secrets;
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    public Parts(Place place, Ports ports, Secrets secrets) {
        this.place = place;
        this.ports = ports;
        this.secrets = secrets;
    }

    public Part of(PartName name) {
        return switch (name) {
            case POSTGRES ->
                new PostgresPart(new PostgresSettings(
                        place.binaries(),
                        place.store(name),
                        place.log(name.text()),
                        ports.postgres(),
                        new PostgresSettings.Passwords(secrets.superuser(), secrets.roles())));
            case KAFKA ->
                new KafkaPart(new KafkaSettings(
                        place.brokerJars(),
                        place.store(name),
                        place.log(name.text()),
                        ports.kafka(),
                        Topics.ALL.stream().map(KafkaSettings.Topic::of).toList(),
                        new KafkaSettings.Java(java, flags(name))));
            default -> service(name, System.getenv());
        };
    }

    private List<String> flags(PartName name) {
        try {
            Files.createDirectories(place.archives());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + place.archives(), e);
        }
        return JvmFlags.of(name, Runtime.version().feature(), place.archives());
    }

    private Part service(PartName name, Map<String, String> environment) {
        Path runner = place.service(name);
        Path pipe = PipeJar.write(place.run().resolve("plumbline-pipe.jar"), List.of());
        List<String> words = new ArrayList<>(List.of(java.toString()));
        words.addAll(flags(name));
        words.addAll(List.of("-cp", pipe + File.pathSeparator + runner));
        words.addAll(List.of(PipedMain.class.getName(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        Command command = new Command(
                words, ServiceEnvironment.of(name, ports, secrets, environment), place.data(), place.log(name.text()));
        return new ServicePart(name, command, runner, ports.of(name));
    }
}
