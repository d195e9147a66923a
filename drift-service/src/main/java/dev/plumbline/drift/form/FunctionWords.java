package dev.plumbline.drift.form;

import java.util.List;
import java.util.Set;

/** The commonest words of languages in Latin script: what betrays a second language inside of a sentence. */
final class FunctionWords {

    private static final List<Set<String>> LANGUAGES = List.of(
            words("the a an i you he she it we they me my your his her its our their this that these those is are was"
                    + " were be been am do does did has have had can could will would should may might must not no and or"
                    + " but if when where what who why how which to of in on at for from with by about as so than then"
                    + " there here up down out all any some more most much many need want get make tell please just say"
                    + " son den con sin para as war die man mi sur per come sobre sue van dit para us pour mal si"),
            words("el la los las un una unos de del que qué es son está están y o pero por para con sin sobre en mi tu"
                    + " su yo usted me te se lo le cómo cuándo dónde cuál quiero necesito puedo tengo hay muy más favor"
                    + " hacer mucho este esta dime desde"),
            words("der die das ein eine einen einem und oder aber nicht ich du er sie wir ihr mein meine dein ist sind"
                    + " war haben habe hat kann können wie was wo wann warum mit von zu zum zur auf für über bitte mir"
                    + " mich auch noch wenn dass den dem des im"),
            words("le la les un une des du de et ou mais pas je tu il elle nous vous mon ma mes ton est sont avec pour"
                    + " sur dans par que qui quoi comment quand où pourquoi peux veux besoin très plus ce cette"),
            words(
                    "il lo la gli le un una di del della e o ma non io tu lui lei noi mio mia è sono con per su in che chi"
                            + " cosa come quando dove perché posso voglio molto più questo questa"),
            words(
                    "o os as um uma de do da dos das e ou mas não eu você ele ela meu minha é são com para por em no na que"
                            + " quem como quando onde porque posso quero muito mais este esta"),
            words(
                    "de het een en of maar niet ik jij hij zij wij mijn jouw is zijn was heb heeft kan kunnen hoe wat waar"
                            + " wanneer waarom met van naar op voor over ook nog als dat deze"));

    private FunctionWords() {}

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.split(" ")));
    }

    /** How many of the words belong to another language than the one that most belong to. */
    static int ofAnotherLanguage(List<String> words) {
        Set<String> main = LANGUAGES.get(0);
        long most = -1;
        for (Set<String> language : LANGUAGES) {
            long hits = words.stream().filter(language::contains).count();
            if (hits > most) {
                most = hits;
                main = language;
            }
        }
        int others = 0;
        for (String word : words) {
            if (!main.contains(word) && LANGUAGES.stream().anyMatch(language -> language.contains(word))) {
                others++;
            }
        }
        return others;
    }
}
