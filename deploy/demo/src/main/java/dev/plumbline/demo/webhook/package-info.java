/** The receiving end of a page: an HTTP server on loopback that checks the signature itself, by Standard Webhooks. */
@NullMarked
package dev.plumbline.demo.webhook;

import org.jspecify.annotations.NullMarked;
