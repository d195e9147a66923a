package dev.plumbline.console.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks at a screen wide and narrow, light and dark, and pictures it where that is wanted or something is wrong. */
final class Looks {
    private static final @Nullable String FOLDER = System.getProperty("plumbline.pictures");

    /** Whether every screen is pictured: with {@code -Dplumbline.pictures=folder}, for the pictures of the documents. */
    static final boolean PICTURED = FOLDER != null;

    private static final Map<String, String> PICTURES = Map.of(
            "overview-1280-light", "overview.png",
            "alert-1280-light", "alert.png",
            "traces-1280-light", "traces.png",
            "compare-1280-dark", "compare.png",
            "features-1280-dark", "features.png");

    private Looks() {}

    /** Nothing is barred to anybody, and nothing is wider than the screen. */
    static void at(String name, Page page) {
        for (int width : new int[] {1280, 390}) {
            page.setViewportSize(width, width < 500 ? 844 : 900);
            for (ColorScheme theme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                String view = name + "-" + width + "-" + theme.name().toLowerCase(Locale.ROOT);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
                if (FOLDER != null) {
                    page.waitForLoadState(LoadState.NETWORKIDLE);
                    picture(view, page);
                    keep(view, FOLDER);
                }
                try {
                    assertThat(theme == ColorScheme.LIGHT ? Chromium.barriers(page) : Chromium.faintTexts(page))
                            .as(view)
                            .isEmpty();
                    assertThat(page.evaluate("document.documentElement.scrollWidth"))
                            .as(view)
                            .isEqualTo(width);
                } catch (AssertionError e) {
                    picture(view, page);
                    throw e;
                }
            }
        }
        assertThat((Integer) page.evaluate("document.querySelectorAll('*').length"))
                .isLessThan(6000);
    }

    static void picture(String view, Page page) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screens", view + ".png"))
                .setFullPage(page.viewportSize().width < 500));
    }

    private static void keep(String view, String folder) {
        if (PICTURES.containsKey(view)) {
            try {
                Files.copy(
                        Path.of("target", "screens", view + ".png"),
                        Path.of(folder, PICTURES.get(view)),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
