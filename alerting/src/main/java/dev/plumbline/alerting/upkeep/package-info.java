/** What keeps the schema small and shows how things stand. */
@NullMarked
package dev.plumbline.alerting.upkeep;

import org.jspecify.annotations.NullMarked;
