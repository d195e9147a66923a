package dev.plumbline.evaluator;

import dev.plumbline.testkit.architecture.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {
    ArchitectureTest() {
        super(
                "dev.plumbline.evaluator",
                "calibration",
                "estimate",
                "labels",
                "query",
                "reading",
                "sampling",
                "scoring",
                "summary",
                "trust");
    }
}
