/** The rules of the code that a test holds; each module has a subclass of {@link dev.plumbline.testkit.architecture.ArchitectureContract}. */
@NullMarked
package dev.plumbline.testkit.architecture;

import org.jspecify.annotations.NullMarked;
