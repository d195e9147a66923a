package dev.plumbline.alerting;

import dev.plumbline.testkit.architecture.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {
    ArchitectureTest() {
        super("dev.plumbline.alerting", "detect", "route");
    }
}
