/** One Kafka broker in KRaft mode, from the jars that the module kafka-broker collects, as a child process. */
@NullMarked
package dev.plumbline.servers.kafka;

import org.jspecify.annotations.NullMarked;
