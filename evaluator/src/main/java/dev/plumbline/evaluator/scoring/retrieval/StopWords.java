package dev.plumbline.evaluator.scoring.retrieval;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Words that carry no fact, of the languages that the refusals know and that put spaces between words. */
final class StopWords {
    private static final Set<String> WORDS = new HashSet<>(Arrays.asList(String.join(
                    " ",
                    "a about above after again all also am an and any are as at be because been before being below between both",
                    "but by can could did do does doing down during each else few for from further had has have having he her",
                    "here hers herself him himself his how i if in into is it its itself just may me might more most must my",
                    "myself no nor not now of off on once only or other our ours out over own please same shall she should so",
                    "some such than that the their theirs them themselves then there these they this those through to too",
                    "under until up upon very was we were what when where which while who whom why will with would you your",
                    "yours yourself however therefore thus according based provided given mentioned stated following",
                    "der die das den dem des ein eine einer eines einem einen und oder aber nicht ist sind war waren wird",
                    "werden wurde wurden hat haben hatte ich du er sie es wir ihr ihnen ihre ihr sich auf aus bei mit nach von",
                    "vor zu zum zur im in an am als auch so wie dass wenn kann können für über unter durch um",
                    "le la les un une des du de et ou mais ne pas est sont était être a ont avait je tu il elle nous vous ils",
                    "elles ce cette ces qui que dont où dans par pour sur avec sans sous au aux en plus se sa son ses leur",
                    "el los las una unos unas y o pero no es son era ser ha han había yo tú él ella nosotros ustedes ellos este",
                    "esta estos estas que quien donde en por para sobre con sin al del más su sus se lo",
                    "il lo gli uno e ma non è sono era essere ho hai io lui lei noi voi loro questo questa questi queste che",
                    "chi dove da per su con senza al del della dei delle nel nella più suo sua",
                    "os as um uma e mas não é são foi ser tem eu ele ela nós eles este esta que quem onde em por para sobre",
                    "com sem ao do da dos das no na mais seu sua",
                    "de het een en of maar niet is zijn was waren wordt worden heeft hebben ik jij hij zij wij jullie dit dat",
                    "deze die wie waar in op door voor over met zonder bij naar van te om ook als")
            .split(" ", -1)));

    private StopWords() {}

    static boolean contains(String word) {
        return WORDS.contains(word);
    }
}
