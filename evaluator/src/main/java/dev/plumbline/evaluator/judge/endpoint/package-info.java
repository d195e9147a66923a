/**
 * One OpenAI-compatible endpoint, over the JDK's own HTTP client: a model library hides the headers of a refusal, and with
 * them Retry-After, and retries by itself, past the budget.
 */
@NullMarked
package dev.plumbline.evaluator.judge.endpoint;

import org.jspecify.annotations.NullMarked;
