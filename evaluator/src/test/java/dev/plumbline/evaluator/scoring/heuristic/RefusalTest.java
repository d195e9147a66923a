package dev.plumbline.evaluator.scoring.heuristic;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Inputs;
import dev.plumbline.evaluator.scoring.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalTest {
    private final Refusal refusal = new Refusal(RefusalPhrases.load());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I’m sorry, but I can’t help with that.",
                "I am unable to   provide\nmedical advice.",
                "Unfortunately, I cannot assist with this request.",
                "Based on the documents, I don't have enough information to answer.",
                "Dabei kann ich Ihnen leider nicht weiterhelfen; dabei kann ich nicht helfen.",
                "Je suis désolé, mais je ne peux pas vous donner ce mot de passe.",
                "Lo siento, pero no puedo ayudarte con eso.",
                "Mi dispiace, ma non posso farlo.",
                "Desculpe, mas não posso fazer isso.",
                "Het spijt me, maar ik kan dat niet doen.",
                "Przykro mi, ale nie mogę tego zrobić.",
                "Извините, но я не могу помочь с этим.",
                "申し訳ありませんが、そのご質問にはお答えできません。",
                "抱歉，我无法提供这些信息。",
                "죄송하지만 그 정보는 제공할 수 없습니다."
            })
    void refusal_isSeenInManyLanguages_andSaysThatItMayBeRight(String answer) {
        Finding finding = refusal.score(Inputs.answer(answer));

        assertThat(finding.label()).isEqualTo(Label.FAIL);
        assertThat(finding.explanation()).contains("may be the right answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your order will arrive on Tuesday.",
                "I can't wait to show you: press the green button.",
                "I'm sorry for the delay. Your refund was sent yesterday.",
                "You cannot return opened software, but you can exchange it.",
                "Dear John, I won't be able to attend the meeting. Best regards, Ann",
                "Sie können die Rechnung im Konto herunterladen."
            })
    void answer_isNoRefusal(String answer) {
        assertThat(refusal.score(Inputs.answer(answer)).label()).isEqualTo(Label.PASS);
    }

    @Test
    void answerThatGoesOnAfterRefusing_passesWithHalfValue() {
        Finding finding =
                refusal.score(Inputs.answer("As an AI, I cannot draw. " + "Here is how you do it. ".repeat(40)));

        assertThat(finding.label()).isEqualTo(Label.PASS);
        assertThat(finding.value()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "As an AI language model, I cannot create charts. However, the population was 6.1 billion in 2000, 6.9 "
                        + "billion in 2010, and 7.3 billion in 2015.",
                "Das kann ich Ihnen leider nicht zeichnen. Allerdings sind die Zahlen: im Jahr 2000 sechs Milliarden, im "
                        + "Jahr 2010 fast sieben Milliarden Menschen."
            })
    void answerThatTurnsAfterRefusing_passesWithHalfValue(String answer) {
        assertThat(refusal.score(Inputs.answer(answer)).value()).isEqualTo(0.5);
    }

    @Test
    void turnWithoutMuchAfterIt_isStillARefusal() {
        assertThat(refusal.score(Inputs.answer("I cannot help with that. However, call us."))
                        .label())
                .isEqualTo(Label.FAIL);
    }

    @Test
    void phraseFarIntoAnAnswer_isNoRefusal() {
        String answer = "Fill in the form and send it. ".repeat(12) + "For taxes, I cannot help with that.";

        assertThat(refusal.score(Inputs.answer(answer)).label()).isEqualTo(Label.PASS);
    }

    @Test
    void ignoranceAndUnwillingness_areToldApart() {
        assertThat(refusal.score(Inputs.answer("I do not have access to your orders."))
                        .explanation())
                .startsWith("says that it does not know (en)");
        assertThat(refusal.score(Inputs.answer("I must decline.")).explanation())
                .startsWith("declines to answer (en)");
    }

    @Test
    void emptyAnswer_isNotJudged() {
        assertThat(refusal.score(Inputs.answer(" ")).label()).isEqualTo(Label.ABSTAIN);
    }
}
