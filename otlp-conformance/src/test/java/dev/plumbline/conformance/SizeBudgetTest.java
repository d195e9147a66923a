package dev.plumbline.conformance;

import dev.plumbline.testkit.architecture.SizeBudgetContract;

class SizeBudgetTest extends SizeBudgetContract {
    SizeBudgetTest() {
        super("dev.plumbline.conformance");
    }
}
