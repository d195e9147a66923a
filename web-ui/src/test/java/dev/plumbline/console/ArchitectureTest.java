package dev.plumbline.console;

import dev.plumbline.testkit.architecture.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {
    ArchitectureTest() {
        super("dev.plumbline.console", "view", "trace", "score", "help", "owner");
    }
}
