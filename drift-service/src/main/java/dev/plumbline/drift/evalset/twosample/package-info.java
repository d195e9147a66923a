/** Whether two samples of inputs are told apart by a classifier that has not seen them. */
@NullMarked
package dev.plumbline.drift.evalset.twosample;

import org.jspecify.annotations.NullMarked;
