package dev.plumbline.drift;

import dev.plumbline.drift.embed.TextStore;
import dev.plumbline.drift.watch.SeenStore;
import dev.plumbline.drift.watch.ViewStore;
import jakarta.inject.Singleton;

/** All that a look reads: sessions in their order, their texts, and other traffic to compare with. */
@Singleton
class Reading {
    private final SeenStore seen;
    private final TextStore texts;
    private final ViewStore views;

    Reading(SeenStore seen, TextStore texts, ViewStore views) {
        this.seen = seen;
        this.texts = texts;
        this.views = views;
    }

    SeenStore seen() {
        return seen;
    }

    TextStore texts() {
        return texts;
    }

    ViewStore views() {
        return views;
    }
}
