package dev.plumbline.standalone;

import dev.plumbline.testkit.architecture.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {
    ArchitectureTest() {
        super("dev.plumbline.standalone", "plan");
    }
}
