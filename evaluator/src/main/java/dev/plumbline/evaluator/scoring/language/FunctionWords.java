package dev.plumbline.evaluator.scoring.language;

import dev.plumbline.evaluator.scoring.Words;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The language of prose in Latin script by its commonest words, those that no other of these languages has. It costs a
 * hundredth of counting sequences of letters, and prose of a few sentences needs no more.
 */
final class FunctionWords {
    private static final int LEAST = 4;
    private static final int TIMES_THE_NEXT = 4;

    private static final Map<String, String> LISTS = Map.of(
            "en",
                    "the and of to is you that it was are with they this have from not what were when your can said there"
                            + " which their will would about if out then them these has could been than its who may be"
                            + " should our",
            "es",
                    "el los las una pero está están usted cómo cuándo dónde muy también porque puede desde hay ser sobre"
                            + " donde cuando hasta ya nuestro todos eso y más fue ha",
            "de",
                    "der und ist nicht ich sie das auf ein eine einen mit für von dem den auch wir werden wird sich bei"
                            + " oder aber nach noch wie haben können kann ihre ihr zum zur über sind",
            "fr",
                    "les des est dans vous pour pas une avec sur ce qui sont votre nous mais ou cette ses aux être ont"
                            + " leur peut peuvent lorsque cela elle il et du au",
            "it",
                    "il di che gli per una sono della del non con alla nel dei è anche più questo questa essere ha delle"
                            + " può degli dalla suo quando",
            "pt",
                    "não uma os em um para com você são mais foi ao pela pelo também seu sua isso ser está dos das mas"
                            + " quando muito até nós já",
            "nl",
                    "het een van niet dat zijn voor met aan er maar ook als bij naar dit uit worden wordt deze kunnen u"
                            + " je heeft hebben nog kan moet wij wel",
            "pl", "nie się jest na że jak do w z to co czy dla przez od po ale być może które który oraz są lub",
            "tr", "bir ve bu için ile olarak çok daha ne gibi olan en sonra kadar olduğu değil var ancak veya eğer");

    private static final Map<String, String> BY_WORD = byWord();

    private FunctionWords() {}

    private static Map<String, String> byWord() {
        Map<String, String> byWord = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        LISTS.forEach((language, list) -> List.of(list.split(" ")).forEach(word -> {
            byWord.put(word, language);
            seen.merge(word, 1, Integer::sum);
        }));
        byWord.keySet().removeIf(word -> seen.getOrDefault(word, 0) > 1);
        return Map.copyOf(byWord);
    }

    /** The ISO 639-1 code, or null when the words leave a doubt. */
    static @Nullable String language(String text) {
        Map<String, Integer> hits = new HashMap<>();
        int all = 0;
        for (String word : Words.of(text.toLowerCase(Locale.ROOT))) {
            String language = BY_WORD.get(word);
            if (language != null) {
                hits.merge(language, 1, Integer::sum);
                all++;
            }
        }
        for (Map.Entry<String, Integer> entry : hits.entrySet()) {
            int count = entry.getValue();
            if (count >= LEAST && count >= TIMES_THE_NEXT * (all - count)) {
                return entry.getKey();
            }
        }
        return null;
    }
}
