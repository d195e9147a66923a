/** How every interface of the suite reads the parameters of a query, and what it says when one is wrong. */
@NullMarked
package dev.plumbline.contracts.query;

import org.jspecify.annotations.NullMarked;
