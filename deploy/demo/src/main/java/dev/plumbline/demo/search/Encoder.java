package dev.plumbline.demo.search;

import java.util.List;

/** Turns texts into vectors of length 1, in their order; the same text always gives the same vector. */
@FunctionalInterface
public interface Encoder {

    List<float[]> embed(List<String> texts);
}
