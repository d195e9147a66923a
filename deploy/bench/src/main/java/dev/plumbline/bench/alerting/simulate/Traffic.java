package dev.plumbline.bench.alerting.simulate;

import java.util.List;

/** Made-up scores, five minutes of wall clock after the other. */
interface Traffic {
    /** The steps that close in the next five minutes. @param bad share of the requests that are bad */
    List<Closed> next(double bad);
}
