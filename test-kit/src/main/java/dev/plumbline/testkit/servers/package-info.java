/**
 * Real servers for tests: one PostgreSQL and one Kafka per test JVM, fresh, in the module's target directory. Trap: Quarkus loads
 * test resources with more than one class loader, so what runs is kept in system properties, not in static fields.
 */
@NullMarked
package dev.plumbline.testkit.servers;

import org.jspecify.annotations.NullMarked;
