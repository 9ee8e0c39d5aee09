package dev.reflux.config;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Masks a set of secrets wherever a text holds them, as they are or with any of their characters percent-encoded.
 *
 * <p>Compares by hand: a regular expression for an access token of some thousand characters would exhaust the stack.
 */
final class SensitiveText {

    static final String MASK = "********";

    private static final Pattern SENSITIVE_NAME =
            Pattern.compile("passw|pwd|passphrase|secret|token|credential|api[-_]?key|private[-_]?key");

    /** More cautious: what is masked for its name is masked wherever it stands, and {@code token_table} is no token. */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(passw(or)?d|passwort|pwd|passphrase|secret|token|credentials?|api[-_.]?key|private[-_.]?key)$");

    /** A name with its value, as in queries of URLs, connection strings, system properties, JSON and YAML. */
    private static final Pattern NAMED = Pattern.compile(
            "(?<![\\w.-])([\\w.-]++)[\"']?\\s*+[=:]\\s*+(?:'([^']*+)'|\"([^\"]*+)\"|([^\\s;&'\",}]++))");

    /** How SQL and JSON write characters within quotes. */
    private static final Map<String, List<String>> QUOTED = Map.of(
            "'", List.of("''", "\\'"),
            "\"", List.of("\"\"", "\\\""),
            "\\", List.of("\\\\"));

    private final List<String> secrets;

    private SensitiveText(List<String> secrets) {
        this.secrets = secrets;
    }

    /** Masks the given secrets, the longest first; empty ones are left out, for they stand everywhere. */
    static SensitiveText of(Collection<String> secrets) {
        return new SensitiveText(secrets.stream()
                .filter(secret -> !secret.isEmpty())
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }

    /** Whether the value of an option so named is to be hidden. */
    static boolean isSensitiveName(String name) {
        return SENSITIVE_NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    /** Whether a name that a user chose says that its value is a secret: it ends as such names do. */
    static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    /**
     * Whether a text holds one of the secrets where passwords stand: between the colon and the at sign of a URL, or behind a
     * name that says so. The same characters elsewhere may be nothing but a short word.
     */
    boolean isPasswordIn(String text) {
        String masked = mask(text);
        return !masked.equals(text)
                && (masked.contains(":" + MASK + "@")
                        || NAMED.matcher(text).results().anyMatch(this::isPassword));
    }

    private boolean isPassword(MatchResult named) {
        return isSensitiveName(named.group(1))
                && Stream.of(2, 3, 4)
                        .map(named::group)
                        .anyMatch(value -> value != null && mask(value).equals(MASK));
    }

    String mask(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            if (end < 0) {
                masked.append(text.charAt(at++));
            } else {
                masked.append(MASK);
                at = end;
            }
        }
        return masked.toString();
    }

    /** Where the secret ends that begins at the given place, or -1. */
    private int end(String text, int start) {
        for (String secret : secrets) {
            int end = end(text, start, secret);
            if (end >= 0) {
                return end;
            }
        }
        return -1;
    }

    private static int end(String text, int start, String secret) {
        int at = start;
        for (int i = 0; i < secret.length() && at >= 0; ) {
            String character = Character.toString(secret.codePointAt(i));
            at = endOfCharacter(text, at, character);
            i += character.length();
        }
        return at;
    }

    private static int endOfCharacter(String text, int at, String character) {
        for (String quoted : QUOTED.getOrDefault(character, List.of())) {
            if (text.startsWith(quoted, at)) {
                return at + quoted.length();
            }
        }
        if (text.startsWith(character, at)) {
            return at + character.length();
        }
        if (at >= text.length() || (text.charAt(at) != '%' && text.charAt(at) != '+')) {
            return -1;
        }
        if (character.equals(" ") && text.charAt(at) == '+') {
            return at + 1;
        }
        String encoded = percentEncoded(character);
        return text.regionMatches(true, at, encoded, 0, encoded.length()) ? at + encoded.length() : -1;
    }

    private static String percentEncoded(String character) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%').append(HexFormat.of().toHexDigits(octet));
        }
        return encoded.toString();
    }
}
