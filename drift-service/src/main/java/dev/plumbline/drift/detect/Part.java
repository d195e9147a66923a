package dev.plumbline.drift.detect;

/** One test of a look, with the part of the look's false-alarm probability that it may spend. */
public enum Part {
    /** A dense spot that the reference does not have. */
    SCAN(0.15),
    /** More inputs that are unlike anything in the reference, with a cluster among them. */
    NOVELTY(0.15),
    /** Shares of clusters. */
    SHARES(0.15),
    /** Shares of traits of form. */
    FORM(0.15),
    /** The mean of all inputs. */
    MEAN(0.15),
    /** Shares of traits of answers. */
    OUTPUT(0.15),
    /** More such inputs, cluster or not. */
    UNFAMILIAR(0.1);

    private final double weight;

    Part(double weight) {
        this.weight = weight;
    }

    public double weight() {
        return weight;
    }
}
