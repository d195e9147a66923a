package dev.plumbline.console.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The system's Chromium, driven by Playwright. Every page tells what went wrong on it: violations of the content
 * security policy, uncaught errors, errors on the console.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final int HEIGHT = 900;

    private final Playwright playwright;
    private final Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private @Nullable Page reader;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    /** Skips the test, with the reason, on a machine without a Chromium. */
    static Chromium start() {
        Optional<Path> executable = Stream.of(
                        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                executable.isPresent(), "no Chromium on this machine: apt-get install chromium, then run again");
        PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
        return new Chromium(executable.orElseThrow());
    }

    /** How somebody looks at it. */
    record View(int width, boolean dark, boolean script) {
        static final View WIDE = new View(1280, false, true);

        @Override
        public String toString() {
            return width + (dark ? " dark" : " light") + (script ? "" : " without JavaScript");
        }
    }

    /**
     * One page for those who look at many addresses one after the other, wide and light at first: what the browser
     * keeps of scripts and styles is loaded once.
     */
    Page reader() {
        if (reader == null) {
            reader = page(View.WIDE);
            contexts.remove(reader.context());
        }
        reader.setViewportSize(View.WIDE.width(), HEIGHT);
        reader.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return reader;
    }

    Page page(View view) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(view.width(), view.width() < 500 ? 844 : HEIGHT)
                .setColorScheme(view.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setJavaScriptEnabled(view.script())
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        contexts.add(context);
        Page page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.addInitScript("document.addEventListener('securitypolicyviolation', (event) =>"
                + " console.error('policy violated: ' + event.violatedDirective + ' ' + event.blockedURI))");
        page.onPageError(error -> problems.add("uncaught: " + error));
        page.onConsoleMessage(message -> {
            // A page that was answered with an error on purpose is told so by the browser; that is no fault of it.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                problems.add(message.text());
            }
        });
        return page;
    }

    /** Looks at a page in every way; nothing may have gone wrong on it. */
    void look(String name, Page page) {
        Looks.at(name, page);
        assertThat(problems()).isEmpty();
    }

    /** What went wrong since the last time it was asked. */
    List<String> problems() {
        List<String> found = List.copyOf(problems);
        problems.clear();
        return found;
    }

    /** Violations of WCAG 2.2 A and AA and of good practice, each with where it is. */
    static List<String> barriers(Page page) {
        return violations(page, "tag", WCAG);
    }

    /** Too little contrast: all that a theme can spoil, since both show the same elements. */
    static List<String> faintTexts(Page page) {
        return violations(page, "rule", List.of("color-contrast", "link-in-text-block"));
    }

    /**
     * Asks axe-core in the page itself, which has no frames, and brings only what is wrong back: its builder would load it
     * anew for each question, in a second page, and carry a list of all that is well.
     */
    private static List<String> violations(Page page, String kind, List<String> which) {
        if (page.evaluate("typeof axe").equals("undefined")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        Object found = page.evaluate(
                "(only) => axe.run(document, { runOnly: only, resultTypes: ['violations'] }).then((result) =>"
                        + " result.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ': ' + node.html)))",
                Map.of("type", kind, "values", which));
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    void closeContexts() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
    }

    @Override
    public void close() {
        closeContexts();
        browser.close();
        playwright.close();
    }
}
