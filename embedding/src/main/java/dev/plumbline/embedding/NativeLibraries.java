package dev.plumbline.embedding;

import ai.onnxruntime.OrtEnvironment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Keeps the two native libraries in one folder and both of them off the network. ONNX Runtime would unpack 22 MB to the
 * temporary folder at each start and leave it there after a kill; the tokenizer would look for another build of itself
 * on the internet, and tell its makers of its start when it runs on their cloud. A property that is already set stays.
 */
final class NativeLibraries {

    /** Names the folder, so that two releases of Plumbline never share a library. */
    static final String RUNTIME_VERSION = "1.24.1";

    private static final String RUNTIME_FOLDER = "onnxruntime.native.path";

    private NativeLibraries() {}

    static synchronized void prepare(Path folder) {
        setDefault("ai.djl.offline", "true");
        setDefault("OPT_OUT_TRACKING", "true");
        setDefault("RUST_FLAVOR", "cpu");
        setDefault("ENGINE_CACHE_DIR", folder.toAbsolutePath().toString());
        try {
            Files.createDirectories(folder);
            if (System.getProperty(RUNTIME_FOLDER) == null) {
                System.setProperty(
                        RUNTIME_FOLDER, unpackRuntime(folder).toAbsolutePath().toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("native libraries could not be unpacked to " + folder, e);
        }
    }

    private static Path unpackRuntime(Path folder) throws IOException {
        Path target = Files.createDirectories(folder.resolve("onnxruntime-" + RUNTIME_VERSION));
        for (String name : new String[] {"onnxruntime", "onnxruntime4j_jni"}) {
            String file = System.mapLibraryName(name);
            String resource = "/ai/onnxruntime/native/" + platform() + "/" + file;
            try (InputStream library = OrtEnvironment.class.getResourceAsStream(resource)) {
                if (library == null) {
                    throw new IllegalStateException("ONNX Runtime has no library for " + platform());
                }
                if (!Files.exists(target.resolve(file))) {
                    // Moved into place whole, so that a process starting beside this one never loads half of it.
                    Path part = Files.createTempFile(target, file, ".part");
                    Files.copy(library, part, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(part, target.resolve(file), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        return target;
    }

    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.contains("win") ? "win" : os.contains("mac") ? "osx" : "linux";
        return system + "-" + (arch.equals("aarch64") ? "aarch64" : "x64");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
