package dev.plumbline.evaluator;

import dev.plumbline.testkit.architecture.SizeBudgetContract;

class SizeBudgetTest extends SizeBudgetContract {
    SizeBudgetTest() {
        super("dev.plumbline.evaluator");
    }
}
