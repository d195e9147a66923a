/** What a request costs: as its sender says, else by a table of prices that people edit; never zero in silence. */
@NullMarked
package dev.plumbline.ingest.price;

import org.jspecify.annotations.NullMarked;
