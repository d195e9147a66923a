package dev.plumbline.evaluator.scoring.language;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Inputs;
import dev.plumbline.evaluator.scoring.Label;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.ScoringInput.Answer;
import dev.plumbline.evaluator.scoring.ScoringInput.Background;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import dev.plumbline.evaluator.scoring.ScoringInput.Passages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LanguagesTest {
    private static final String ENGLISH = "You can send the headphones back within thirty days when they were not used."
            + " Please log in and choose the order that you want to return.";
    private static final String GERMAN = "Sie können die Kopfhörer innerhalb von dreißig Tagen zurückschicken, wenn sie"
            + " nicht benutzt worden sind. Bitte melden Sie sich an und wählen Sie die Bestellung aus.";
    private static final String QUESTION = "How can I return the headphones that I bought last week?";

    private final Languages languages = new Languages();
    private final SameLanguage same = new SameLanguage();
    private final OneLanguage one = new OneLanguage();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | How can I return the headphones that I bought last week?",
                "es | ¿Cómo puedo devolver los auriculares que compré hace dos semanas y que todavía no he usado?",
                "de | Wie kann ich die Kopfhörer zurückgeben, die ich letzte Woche gekauft habe?",
                "fr | Comment puis-je retourner le casque que j'ai acheté la semaine dernière ?",
                "it | Come posso restituire le cuffie che ho comprato la settimana scorsa?",
                "pt | Não sei como devolver os fones de ouvido que comprei; a loja não responde às minhas mensagens e já passaram duas semanas.",
                "nl | Hoe kan ik de koptelefoon terugsturen die ik vorige week heb gekocht?",
                "pl | Jak mogę zwrócić słuchawki, które kupiłem w zeszłym tygodniu?",
                "tr | Geçen hafta satın aldığım kulaklığı nasıl iade edebilirim?",
                "ru | Как мне вернуть наушники, которые я купил на прошлой неделе?",
                "uk | Як мені повернути навушники, які я купив минулого тижня?",
                "ar | كيف يمكنني إعادة سماعات الرأس التي اشتريتها الأسبوع الماضي؟",
                "hi | मैं पिछले सप्ताह खरीदे गए हेडफ़ोन कैसे वापस कर सकता हूँ?",
                "zh | 我上周买的耳机怎么退货？",
                "ja | 先週買ったヘッドホンはどうやって返品できますか？",
                "ko | 지난주에 산 헤드폰을 어떻게 반품할 수 있나요?"
            })
    void eachLanguage_isTold(String code, String text) {
        assertThat(languages.of(text)).isEqualTo(code);
    }

    @Test
    void tooFewLetters_areInDoubt() {
        assertThat(languages.of("OK, 12:30!")).isNull();
        assertThat(languages.of("")).isNull();
    }

    @Test
    void commonWords_decideOnlyWhenTheyAreClear() {
        assertThat(FunctionWords.language(ENGLISH)).isEqualTo("en");
        assertThat(FunctionWords.language(GERMAN)).isEqualTo("de");
        assertThat(FunctionWords.language(ENGLISH + " " + GERMAN)).isNull();
        assertThat(FunctionWords.language("Samsung Galaxy S24")).isNull();
    }

    @Test
    void answerInAnotherLanguage_fails() {
        assertThat(same.score(input(QUESTION, GERMAN))).isEqualTo(Finding.fail(0, "question en, answer de"));
        assertThat(same.score(input(QUESTION, ENGLISH)).label()).isEqualTo(Label.PASS);
    }

    @Test
    void anotherLanguage_thatMayBeWanted_isNoFault() {
        assertThat(same.score(input("Please translate that you can return them: " + ENGLISH, GERMAN))
                        .label())
                .isEqualTo(Label.ABSTAIN);
        assertThat(same.score(input("How do you say in German that one can return what was bought?", GERMAN))
                        .label())
                .isEqualTo(Label.ABSTAIN);
        ScoringInput instructed = new ScoringInput(
                QUESTION,
                new Answer(GERMAN, true, false, List.of()),
                Passages.NONE,
                OutputContract.NONE,
                new Background(List.of("Antworte immer auf Deutsch."), List.of()));
        assertThat(same.score(instructed).label()).isEqualTo(Label.ABSTAIN);
    }

    @Test
    void codeAndAddresses_areNoLanguage() {
        assertThat(same.score(input(QUESTION, "```\n" + GERMAN + "\n```\n" + ENGLISH))
                        .label())
                .isEqualTo(Label.PASS);
        assertThat(same.score(input(QUESTION, "`x = 1` https://example.com/zurueckgeben/kopfhoerer"))
                        .label())
                .isEqualTo(Label.ABSTAIN);
    }

    @Test
    void anAnswerInTwoLanguages_fails_withItsShare() {
        Finding finding = one.score(input(QUESTION, ENGLISH + "\n" + GERMAN));

        assertThat(finding.label()).isEqualTo(Label.FAIL);
        assertThat(finding.value()).isCloseTo(0.53, within(0.08));
        assertThat(finding.explanation()).contains("else");
        assertThat(one.score(input(QUESTION, ENGLISH + "\n" + ENGLISH)).label()).isEqualTo(Label.PASS);
    }

    @Test
    void aQuotedPassage_isNoMixture() {
        ScoringInput quoting = new ScoringInput(
                QUESTION,
                new Answer(ENGLISH + "\n" + ENGLISH + "\n" + GERMAN, true, false, List.of()),
                new Passages(List.of("Rückgabe: " + GERMAN), 0),
                OutputContract.NONE);

        assertThat(one.score(quoting).label()).isEqualTo(Label.PASS);
    }

    @Test
    void aShortAnswer_isNotEnough() {
        assertThat(one.score(input(QUESTION, "Yes, you can.")).label()).isEqualTo(Label.ABSTAIN);
    }

    private static ScoringInput input(String question, String answer) {
        return Inputs.of(question, answer, OutputContract.NONE);
    }
}
