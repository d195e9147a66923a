package dev.plumbline.bench.alerting.simulate;

/** A rule that decides, step by step, whether somebody is to be paged. */
interface Rule {
    /** Whether it fires after one more step. */
    boolean fires(Closed step);
}
