/** The LLM judge: off until an endpoint is configured, fenced against its content, within a daily budget of calls. */
@NullMarked
package dev.plumbline.evaluator.judge;

import org.jspecify.annotations.NullMarked;
