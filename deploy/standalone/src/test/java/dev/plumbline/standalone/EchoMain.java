package dev.plumbline.standalone;

import java.util.Arrays;

/** In place of the command: prints how it was called, and ends with a code of its own. */
public final class EchoMain {
    private EchoMain() {}

    public static void main(String[] words) {
        System.out.println("root=" + System.getProperty("plumbline.root"));
        System.out.println("words=" + Arrays.toString(words));
        System.exit(7);
    }
}
