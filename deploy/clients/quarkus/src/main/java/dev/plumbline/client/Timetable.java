package dev.plumbline.client;

import dev.langchain4j.service.SystemMessage;
import io.quarkiverse.langchain4j.RegisterAiService;

/** Answers riders. */
@RegisterAiService
interface Timetable {
    @SystemMessage("You answer riders of a bus company.")
    String answer(String question);
}
