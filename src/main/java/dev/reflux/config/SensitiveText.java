package dev.reflux.config;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Masks a set of secrets wherever a text holds them, as they are or with any of their characters percent-encoded. */
final class SensitiveText {

    static final String MASK = "********";

    private static final Pattern SENSITIVE_NAME =
            Pattern.compile("passw|pwd|passphrase|secret|token|credential|api-?_?key|private-?_?key");

    private final @Nullable Pattern secrets;

    private SensitiveText(@Nullable Pattern secrets) {
        this.secrets = secrets;
    }

    /** Masks the given secrets; empty ones are left out, for they stand everywhere. */
    static SensitiveText of(Collection<String> secrets) {
        String alternatives = secrets.stream()
                .filter(secret -> !secret.isEmpty())
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(SensitiveText::anyEncoding)
                .collect(Collectors.joining("|"));
        return new SensitiveText(alternatives.isEmpty() ? null : Pattern.compile(alternatives));
    }

    /** Whether the value of an option so named is to be hidden. */
    static boolean isSensitiveName(String name) {
        return SENSITIVE_NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    String mask(String text) {
        return secrets == null ? text : secrets.matcher(text).replaceAll(MASK);
    }

    private static String anyEncoding(String secret) {
        return secret.codePoints()
                .mapToObj(Character::toString)
                .map(character -> "(?:" + Pattern.quote(character) + "|" + percentEncoded(character) + ")")
                .collect(Collectors.joining());
    }

    private static String percentEncoded(String character) {
        StringBuilder encoded = new StringBuilder("(?i:");
        for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%').append(HexFormat.of().toHexDigits(octet));
        }
        return encoded.append(character.equals(" ") ? "|\\+)" : ")").toString();
    }
}
