/** The rows of the contract: what both transports, gRPC, HTTP and JSON must do, and the answers to bad input. */
@NullMarked
package dev.plumbline.conformance.row;

import org.jspecify.annotations.NullMarked;
