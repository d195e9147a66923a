package dev.plumbline.evaluator.slices;

import dev.plumbline.evaluator.estimate.Proportion.Rate;

import java.util.List;
import java.util.SortedMap;

/**
 * A part of the traffic that fails more than the rest.
 *
 * @param where attribute = value, one to three
 * @param share of all traffic, 0 to 1, weighted
 * @param rate of failures in it
 * @param rest of failures in all other traffic
 * @param gap how much more fails in it
 * @param evidence how sure that is
 */
public record Segment(SortedMap<String, String> where, double share, Rate rate, Rate rest, Gap gap, Evidence evidence) {

    /** A difference of shares with its 95 % interval, by variance estimates recovery (Newcombe 1998). */
    public record Gap(double estimate, double low, double high) {}

    /**
     * @param pValue one-sided, of the segment alone
     * @param qValue the false discovery rate at which it would just be reported
     * @param examples ids of traces that failed, at most five
     */
    public record Evidence(double pValue, double qValue, List<String> examples) {}
}
