package dev.plumbline.demo.traffic;

import dev.plumbline.demo.assistant.Customer;
import dev.plumbline.demo.assistant.Plan;
import dev.plumbline.demo.content.Article;
import dev.plumbline.demo.content.Content;
import dev.plumbline.demo.content.Question;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Draws what a session asks: one to four turns. Intents are unequally popular; the seed decides which. Company riders
 * do not ask about offers for private riders, and only they ask how to run a company's account.
 */
final class Questions {

    private static final Set<String> FOR_COMPANIES = Set.of("business-riders", "business-limits", "vat-invoice");
    private static final double GREETING = 0.05;
    private static final double OFF_TOPIC = 0.03;
    private static final double FOLLOW_UP = 0.75;
    private static final double ANOTHER = 0.33;
    private static final double THANKS = 0.14;

    private final Map<String, List<Question>> byIntent;
    private final List<String> intents = new ArrayList<>();
    private final double[] weights;
    private final Set<String> forPrivate;
    private final Content content;

    Questions(Content content, SplittableRandom random) {
        this.content = content;
        byIntent = content.questions().stream()
                .collect(Collectors.groupingBy(Question::intent, TreeMap::new, Collectors.toList()));
        intents.addAll(byIntent.keySet());
        weights = random.doubles(intents.size(), -0.9, 0.9).map(Math::exp).toArray();
        forPrivate = content.articles().stream()
                .filter(Article::privateOnly)
                .map(Article::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param newTopic the probability that the session is about the new topic */
    List<Question> session(Customer customer, double newTopic, SplittableRandom random) {
        List<Question> turns = new ArrayList<>();
        if (random.nextDouble() < GREETING) {
            turns.add(smallTalk("greeting", random));
        }
        boolean aboutNewTopic = random.nextDouble() < newTopic;
        Question first = aboutNewTopic
                ? Customers.any(content.newTopic(), random)
                : random.nextDouble() < OFF_TOPIC ? smallTalk("off-topic", random) : known(customer, random);
        turns.add(first);
        for (Question followUp : first.followUps()) {
            if (random.nextDouble() < FOLLOW_UP && turns.size() < 3) {
                turns.add(followUp);
            }
        }
        if (turns.size() < 3 && random.nextDouble() < ANOTHER) {
            turns.add(aboutNewTopic ? Customers.any(content.newTopic(), random) : known(customer, random));
        }
        if (random.nextDouble() < THANKS) {
            turns.add(smallTalk("thanks", random));
        }
        return turns.stream().distinct().toList();
    }

    private Question known(Customer customer, SplittableRandom random) {
        while (true) {
            Question question = Customers.any(byIntent.getOrDefault(intent(random), content.questions()), random);
            boolean company = customer.plan() == Plan.BUSINESS;
            Set<String> unsuitable = company ? forPrivate : FOR_COMPANIES;
            if (!unsuitable.contains(question.answer())) {
                return question;
            }
        }
    }

    private String intent(SplittableRandom random) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double drawn = random.nextDouble() * sum;
        int i = 0;
        while (i < weights.length - 1 && drawn >= weights[i]) {
            drawn -= weights[i++];
        }
        return intents.get(i);
    }

    private Question smallTalk(String intent, SplittableRandom random) {
        List<Question> some = content.smallTalk().stream()
                .filter(question -> question.intent().equals(intent))
                .toList();
        return Customers.any(some, random);
    }
}
