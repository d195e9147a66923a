package dev.plumbline.client;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.enterprise.context.control.ActivateRequestContext;

/** One question through quarkus-langchain4j, with no line about telemetry. */
@QuarkusMain
public class AskMain implements QuarkusApplication {
    private final Timetable timetable;

    AskMain(Timetable timetable) {
        this.timetable = timetable;
    }

    @Override
    @ActivateRequestContext
    public int run(String... args) {
        System.out.println(timetable.answer("Where does line 7 leave?"));
        return 0;
    }
}
