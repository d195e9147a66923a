package dev.plumbline.standalone.clients;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionTool;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;

import java.util.List;
import java.util.Map;

/** An assistant with one tool, written with the client of OpenAI and no line about telemetry. */
public final class AssistantMain {
    static final String SYSTEM = "You answer riders of a bus company.";
    static final String QUESTION = "Where does line 7 leave?";
    static final String TOOL_ANSWER = "{\"platform\":\"B\"}";

    private AssistantMain() {}

    public static void main(String[] args) {
        OpenAIClient client = OpenAIOkHttpClient.fromEnv();
        ChatCompletionCreateParams first = ChatCompletionCreateParams.builder()
                .model("gpt-4o-mini")
                .temperature(0.2)
                .addSystemMessage(SYSTEM)
                .addUserMessage(QUESTION)
                .addTool(ChatCompletionTool.builder()
                        .function(FunctionDefinition.builder()
                                .name("find_platform")
                                .parameters(FunctionParameters.builder()
                                        .putAdditionalProperty("type", JsonValue.from("object"))
                                        .putAdditionalProperty(
                                                "properties", JsonValue.from(Map.of("line", Map.of("type", "string"))))
                                        .build())
                                .build())
                        .build())
                .build();
        ChatCompletionMessage call =
                client.chat().completions().create(first).choices().get(0).message();
        String id = call.toolCalls().orElse(List.of()).get(0).id();
        ChatCompletionMessage answer = client.chat()
                .completions()
                .create(first.toBuilder()
                        .addMessage(call)
                        .addMessage(ChatCompletionToolMessageParam.builder()
                                .toolCallId(id)
                                .content(TOOL_ANSWER)
                                .build())
                        .build())
                .choices()
                .get(0)
                .message();
        System.out.println(answer.content().orElse(""));
        client.close();
    }
}
