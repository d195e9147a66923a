package dev.plumbline.evaluator.slices;

import java.util.Map;

/**
 * A scored request, as the search sees it.
 *
 * @param id of its trace, for examples
 * @param session requests that share it may be alike
 * @param weight how many requests it stands for, above 0
 * @param attributes what it can be sliced by
 */
public record Scored(String id, String session, double weight, boolean fail, Map<String, String> attributes) {}
