package dev.plumbline.standalone;

import dev.plumbline.testkit.architecture.SizeBudgetContract;

class SizeBudgetTest extends SizeBudgetContract {
    SizeBudgetTest() {
        super("dev.plumbline.standalone");
    }
}
