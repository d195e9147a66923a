/** What keeps rules from being judged, as alerts of their own. */
@NullMarked
package dev.plumbline.alerting.trouble;

import org.jspecify.annotations.NullMarked;
