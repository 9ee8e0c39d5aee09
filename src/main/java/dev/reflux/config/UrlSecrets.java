package dev.reflux.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what may be a password in a connection URL.
 *
 * <p>Works on the text, not on a parsed URL, and takes too much rather than too little, so that a URL that no driver
 * would accept is masked too.
 */
final class UrlSecrets {

    /** What follows the first colon behind the slashes, up to the last at sign, whatever stands between. */
    private static final Pattern USER_INFO = Pattern.compile("(?s)://[^:]*:(.*)@");

    /** The same where the slashes are missing. */
    private static final Pattern BARE_USER_INFO = Pattern.compile("(?s)^[^/:]*:(.*)@");

    /** The same without an at sign: what stands where a port should, and is none. */
    private static final Pattern NO_PORT = Pattern.compile("//[^:@/?#\\[,]*:(?!\\d*(?:[,/?#]|$))([^@/?#,]*)");

    private static final Pattern NAMED_USER = Pattern.compile("^[^/?#]*//[^/?#]+@");

    private static final Pattern PARAMETER_NAME = Pattern.compile("[?&;#]([^=&;?#]*)=");

    private UrlSecrets() {}

    /** The URL with every part that may be a password masked. */
    static String mask(String url) {
        String masked = maskGroup(url, userInfo(url));
        masked = maskGroup(masked, NO_PORT);
        List<Span> values = parameters(masked);
        Collections.reverse(values);
        for (Span value : values) {
            masked = masked.substring(0, value.start()) + SensitiveText.MASK + masked.substring(value.end());
        }
        return masked;
    }

    /** All that may be a password, as it stands and decoded; where the bounds are uncertain, in each reading. */
    static List<String> find(String url) {
        List<String> found = new ArrayList<>();
        Matcher userInfo = userInfo(url).matcher(url);
        if (userInfo.find()) {
            addUserInfo(found, userInfo.group(1), !url.contains("://"));
        }
        Matcher noPort = NO_PORT.matcher(url);
        if (noPort.find()) {
            found.add(noPort.group(1));
        }
        for (Span value : parameters(url)) {
            String text = url.substring(value.start(), value.end());
            found.add(text);
            found.add(text.replaceFirst("(?s)[#;].*", ""));
        }
        return withDecoded(found);
    }

    /** Whether the URL itself says who connects. */
    static boolean namesUser(String url) {
        return NAMED_USER.matcher(url).find();
    }

    private static Pattern userInfo(String url) {
        return url.contains("://") ? USER_INFO : BARE_USER_INFO;
    }

    private static String maskGroup(String url, Pattern pattern) {
        Matcher matcher = pattern.matcher(url);
        return matcher.find()
                ? url.substring(0, matcher.start(1)) + SensitiveText.MASK + url.substring(matcher.end(1))
                : url;
    }

    /**
     * An at sign may stand in the password, in the path or in the query: each of them may be the end. Where the slashes are
     * missing, any colon may be the beginning.
     */
    private static void addUserInfo(List<String> found, String text, boolean bare) {
        found.add(text);
        if (bare && text.indexOf(':') >= 0) {
            addUserInfo(found, text.substring(text.indexOf(':') + 1), true);
        }
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            found.add(text.substring(0, at));
        }
    }

    /** Values of the parameters whose names say that they are secret, in order; each ends at the next ampersand. */
    private static List<Span> parameters(String url) {
        List<Span> values = new ArrayList<>();
        Matcher name = PARAMETER_NAME.matcher(url);
        int from = 0;
        while (name.find(from)) {
            from = name.end();
            if (SensitiveText.isSensitiveName(percentDecoded(name.group(1)))) {
                int ampersand = url.indexOf('&', from);
                from = ampersand < 0 ? url.length() : ampersand;
                values.add(new Span(name.end(), from));
            }
        }
        return values;
    }

    private record Span(int start, int end) {}

    private static List<String> withDecoded(List<String> raw) {
        List<String> all = new ArrayList<>(raw);
        for (String text : raw) {
            all.add(percentDecoded(text));
            all.add(percentDecoded(text.replace("+", "%2B")));
        }
        return all;
    }

    /** As the SPI decodes, where a plus sign is a space; the text itself where it is not well encoded. */
    private static String percentDecoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
