package dev.plumbline.ingest;

import dev.plumbline.testkit.architecture.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {
    ArchitectureTest() {
        super("dev.plumbline.ingest", "decode", "normalize", "fingerprint", "redact");
    }
}
