/** Figures that are simulated, from stated seeds. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.evaluator.bench;
