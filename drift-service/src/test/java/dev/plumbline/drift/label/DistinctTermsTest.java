package dev.plumbline.drift.label;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class DistinctTermsTest {

    private static final List<String> REFUNDS = List.of(
            "I want a refund for my phone",
            "refund please, the phone is broken",
            "How do I get the refund?",
            "Can I have my money back, a refund");
    private static final List<String> PARCELS = List.of(
            "Where is my parcel?",
            "I want to know when the parcel arrives",
            "Is the parcel lost?",
            "parcel for my house");

    @Test
    void of_givesWordsOfTheClusterAndNotThoseAllShare() {
        List<String> all = new ArrayList<>(REFUNDS);
        all.addAll(PARCELS);

        List<String> terms = new DistinctTerms(all).of(REFUNDS);

        assertThat(terms).startsWith("refund", "phone").doesNotContain("the", "my", "want", "parcel");
    }

    @Test
    void of_clusterLikeAllOthers_hasNoName() {
        assertThat(new DistinctTerms(List.of("same words", "same words", "same words", "same words"))
                        .of(List.of("same words", "same words")))
                .isEmpty();
    }

    @Test
    void of_neverShowsWhatOnlyOneSessionSaid() {
        List<String> all = new ArrayList<>(PARCELS);
        all.add("Jonathan wants a refund");
        all.add("a refund please");

        assertThat(new DistinctTerms(all).of(all.subList(4, 6))).containsExactly("refund");
    }

    @Test
    void of_countsFormsOfAWordTogether_andShowsTheCommonestOne() {
        List<String> members = List.of(
                "cancel it", "cancelled orders", "cancelling my order", "I cancelled the order", "order cancelled");
        List<String> all = new ArrayList<>(members);
        all.addAll(PARCELS);
        all.addAll(REFUNDS);

        assertThat(new DistinctTerms(all).of(members)).containsExactly("cancelled", "order");
    }

    @Test
    void of_leavesOutHowThingsAreAsked() {
        List<String> members = List.of("how do i make tea", "how do i make strong tea", "please tell me about tea");
        List<String> all = new ArrayList<>(members);
        all.addAll(PARCELS);
        all.addAll(REFUNDS);

        assertThat(new DistinctTerms(all).of(members)).containsExactly("tea");
    }

    @Test
    void of_isTheSameInAnyOrder() {
        List<String> all = new ArrayList<>(PARCELS);
        all.addAll(REFUNDS);
        List<String> turned = new ArrayList<>(REFUNDS);
        Collections.reverse(turned);

        assertThat(new DistinctTerms(all).of(turned)).isEqualTo(new DistinctTerms(all).of(REFUNDS));
    }
}
