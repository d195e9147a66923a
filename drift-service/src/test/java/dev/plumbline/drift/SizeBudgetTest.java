package dev.plumbline.drift;

import dev.plumbline.testkit.architecture.SizeBudgetContract;

class SizeBudgetTest extends SizeBudgetContract {
    SizeBudgetTest() {
        super("dev.plumbline.drift");
    }
}
