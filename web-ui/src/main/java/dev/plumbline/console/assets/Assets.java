package dev.plumbline.console.assets;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The files that a page loads, all from this jar and the libraries beside it, under one digest of them all: a file
 * under its digest never changes, so a browser may keep it for ever.
 */
@Singleton
public class Assets {
    /** A file and how a browser must read it. */
    record Asset(byte[] bytes, String type) {}

    private static final String SCRIPT = "text/javascript;charset=UTF-8";
    private static final int DIGEST_DIGITS = 12;

    private final Map<String, Asset> files = new TreeMap<>();
    private final String digest;

    Assets() {
        files.put("console.css", own("console.css", "text/css;charset=UTF-8"));
        files.put("console.js", own("console.js", SCRIPT));
        files.put("keys.js", own("keys.js", SCRIPT));
        files.put("series.js", own("series.js", SCRIPT));
        files.put("plumbline.svg", own("plumbline.svg", "image/svg+xml"));
        files.put("htmx.js", library("htmx.org", "htmx.min.js"));
        files.put("chart.js", library("chart.js", "chart.umd.min.js"));
        this.digest = digest(files);
    }

    /** The file's address, which changes when any file does. */
    public String url(String name) {
        if (!files.containsKey(name)) {
            throw new IllegalArgumentException("There is no file " + name);
        }
        return "/assets/" + digest + "/" + name;
    }

    @Nullable
    Asset find(String wanted, String name) {
        return wanted.equals(digest) ? files.get(name) : null;
    }

    private static Asset own(String name, String type) {
        return new Asset(read("assets/" + name), type);
    }

    private static Asset library(String name, String file) {
        Properties properties = new Properties();
        try (InputStream in = open("META-INF/maven/org.webjars.npm/" + name + "/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("version");
        return new Asset(read("META-INF/resources/webjars/" + name + "/" + version + "/dist/" + file), SCRIPT);
    }

    private static byte[] read(String path) {
        try (InputStream in = open(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String path) throws IOException {
        InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(path);
        if (in == null) {
            throw new IOException("The jar lacks " + path);
        }
        return in;
    }

    private static String digest(Map<String, Asset> files) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            files.values().forEach(file -> sha.update(file.bytes()));
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
