package dev.plumbline.standalone;

import dev.plumbline.testkit.architecture.ArchitectureContract;

/** The module servers is held to the rules here: test-kit, which has them, needs servers itself. */
class ServersArchitectureTest extends ArchitectureContract {
    ServersArchitectureTest() {
        super("dev.plumbline.servers");
    }
}
