package dev.plumbline.conformance;

import dev.plumbline.testkit.architecture.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {
    ArchitectureTest() {
        super("dev.plumbline.conformance", "row", "input");
    }
}
