package dev.plumbline.demo;

import dev.plumbline.testkit.architecture.SizeBudgetContract;

class SizeBudgetTest extends SizeBudgetContract {
    SizeBudgetTest() {
        super("dev.plumbline.demo");
    }
}
