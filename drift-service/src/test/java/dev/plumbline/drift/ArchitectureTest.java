package dev.plumbline.drift;

import dev.plumbline.testkit.architecture.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {
    ArchitectureTest() {
        super(
                "dev.plumbline.drift",
                "stat",
                "form",
                "evaluation",
                "cluster",
                "reference",
                "scan",
                "detect",
                "label",
                "evalset");
    }
}
