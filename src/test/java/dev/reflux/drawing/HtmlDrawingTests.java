package dev.reflux.drawing;

import static dev.reflux.drawing.Pictures.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlDrawingTests {

    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=alert(2)>]]>&quot;<!--{{script}}\u2028\u2029\uD83D";

    private static JsonNode data(String html) {
        return JsonMapper.shared().readTree(dataText(html));
    }

    private static String dataText(String html) {
        var matcher = Pattern.compile("(?s)<script type=\"application/json\" id=\"revisions\">(.*?)</script>")
                .matcher(html);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    @Test
    void dataOfARevisionIsWhole() {
        GraphPicture picture = Pictures.of(
                node("a"),
                node("b", List.of("a"), List.of(), List.of("shop"), "second"),
                node("c", "a"),
                node("d", List.of("c"), List.of("b"), List.of(), null));

        JsonNode data = data(
                HtmlDrawing.draw(picture, id -> new RevisionBody("up " + id, id.equals("a") ? null : "down " + id)));

        assertThat(data.size()).isEqualTo(4);
        assertThat(data.valueStream()
                        .filter(each -> each.get("id").stringValue().equals("b")))
                .singleElement()
                .hasToString(
                        """
                        {"id":"b","message":"second","state":null,"places":["head"],"downRevisions":["a"],"children":[],\
                        "dependsOn":[],"neededBy":["d"],"labels":["shop"],"branches":["shop"],\
                        "created":"2026-11-20T14:32:00Z","file":"b.sql","upgrade":"up b","downgrade":"down b"}""");
        assertThat(data.valueStream()
                        .filter(each -> each.get("id").stringValue().equals("a")))
                .singleElement()
                .satisfies(each -> assertThat(each.get("downgrade").isNull()).isTrue());
    }

    @Test
    void hostileTextsArriveUnchangedAndOpenNothing() {
        String html = HtmlDrawing.draw(
                Pictures.of(node("a", List.of(), List.of(), List.of(), HOSTILE)),
                id -> new RevisionBody(HOSTILE, HOSTILE));

        JsonNode revision = data(html).get(0);
        assertThat(revision.get("message").stringValue()).isEqualTo(HOSTILE);
        assertThat(revision.get("upgrade").stringValue()).isEqualTo(HOSTILE);
        assertThat(revision.get("downgrade").stringValue()).isEqualTo(HOSTILE);
        assertThat(html).doesNotContain("<img", "alert(1)</script>");
        assertThat(dataText(html)).isASCII().doesNotContain("<", ">", "&", "'");
        assertThat(Pattern.compile("<script").matcher(html).results().count()).isEqualTo(2);
    }

    @Test
    void policyNamesTheHashOfEveryScriptAndStyle() throws Exception {
        String html = HtmlDrawing.draw(Market.picture(), Market::body);
        String policy = html.replaceAll("(?s).*Content-Security-Policy\" content=\"([^\"]*)\".*", "$1");

        assertThat(policy).startsWith("default-src 'none'; ").doesNotContain("unsafe", "http");
        for (String element : List.of("(?s)<style>(.*?)</style>", "(?s)<script>(.*?)</script>")) {
            assertThat(Pattern.compile(element).matcher(html).results().toList())
                    .isNotEmpty()
                    .allSatisfy(found -> assertThat(policy).contains(hash(found.group(1))));
        }
    }

    @Test
    void pageLoadsNothing() {
        String html = HtmlDrawing.draw(Pictures.of(node("a")), id -> new RevisionBody("", null));

        assertThat(html.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "@import", " src=", "url(http", "<iframe");
    }

    @Test
    void emptyGraphIsAPageToo() {
        String html = HtmlDrawing.draw(new GraphPicture(List.of()), id -> {
            throw new AssertionError(id);
        });

        assertThat(data(html).size()).isZero();
        assertThat(html).contains("There are no revisions.");
    }

    @Test
    void everyPlaceOfThePageIsFilled() {
        assertThat(HtmlDrawing.draw(Market.picture(), Market::body)).doesNotContain("{{", "}}");
    }

    @Test
    void samePictureGivesTheSamePage() {
        assertThat(HtmlDrawing.draw(Market.picture(), Market::body))
                .isEqualTo(HtmlDrawing.draw(Market.picture(), Market::body));
    }
}
