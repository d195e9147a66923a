package dev.plumbline.demo;

import dev.plumbline.testkit.architecture.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {
    ArchitectureTest() {
        super("dev.plumbline.demo", "assistant", "content", "search", "traffic");
    }
}
