/** The rules of alerting, as they are shipped, on made-up scores beside the rules that are usual elsewhere. */
@NullMarked
package dev.plumbline.bench.alerting.simulate;

import org.jspecify.annotations.NullMarked;
