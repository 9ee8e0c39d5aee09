package dev.reflux.drawing;

import dev.reflux.error.ConfigException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws the graph as an HTML page to look around in: pan and zoom, search, the details and statements of a revision, a
 * link to each as {@code #revision}.
 *
 * <p>One file that loads nothing. Its content security policy names the hashes of its own script and styles, so that no
 * text of a revision could run even if it were taken for markup. Without scripts it shows the picture alone.
 *
 * <p>Needs the libraries that {@link SvgDrawing} needs.
 */
public final class HtmlDrawing {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private HtmlDrawing() {}

    /**
     * An HTML document, to be stored as UTF-8. The same picture and bodies always give the same text.
     *
     * @param picture what to draw; may be empty
     * @param bodies the statements of a revision by its full id, asked once for each revision of the picture
     * @throws ConfigException if the layout library is not on the class path
     */
    public static String draw(GraphPicture picture, Function<String, RevisionBody> bodies) {
        String style = PageResource.read("page.css");
        String script = PageResource.read("viewport.js") + PageResource.read("page.js");
        Map<String, String> parts = Map.of(
                "policy", policy(style, script),
                "style", style,
                "graph", SvgDocument.of(picture),
                "data", PageData.of(picture, bodies),
                "script", script);
        // In one pass, so that no part is searched for places
        return PLACE.matcher(PageResource.read("page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)))));
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; img-src data:; style-src " + hash(style) + " "
                + hash(PageResource.read("graph.css")) + "; script-src " + hash(script)
                + "; base-uri 'none'; form-action 'none'";
    }

    /** As browsers compute it: of the UTF-8 text between the tags. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
