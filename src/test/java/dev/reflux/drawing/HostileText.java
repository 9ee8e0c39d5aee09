package dev.reflux.drawing;

import dev.reflux.revision.RevisionNode;
import java.util.ArrayList;
import java.util.List;

/** Messages that mean something in one language of drawings or another. */
final class HostileText {

    static final List<String> MESSAGES = List.of(
            "\"quoted\" and 'single'",
            "back\\slash \\n \\N \\G \\",
            "ends in a backslash\\\\\\",
            "<b>bold</b><br/><script>alert(1)</script>",
            "&amp; &lt; &#39; & alone",
            "#quot; #35; #hash ;",
            "`code` and \"`markdown`\"",
            "1. one",
            "- item",
            "**strong** _em_ ~~gone~~",
            "end",
            "subgraph x",
            "n0 --> n1",
            "]]) }} {{ |pipe|",
            "%% comment %%{init: {'theme':'dark'}}%%",
            "click n0 href \"javascript:alert(1)\"",
            "style: x #fff;",
            "classDef x fill:#f00;",
            "$$\\frac{1}{2}$$",
            "fa:fa-car @{ shape: circle }",
            "ünï 日本語 العربية 😀 e\u0301",
            "first\r\nsecond\nthird\u2028fourth\ttab",
            "control \u0000\u0007\u001b[31m\u202ereversed");

    private HostileText() {}

    /** A chain of revisions with these messages. */
    static GraphPicture picture() {
        List<RevisionNode> nodes = new ArrayList<>();
        for (int i = 0; i < MESSAGES.size(); i++) {
            List<String> down = i == 0 ? List.of() : List.of("r" + (i - 1));
            nodes.add(new RevisionNode("r" + i, down, List.of(), List.of(), MESSAGES.get(i), "r" + i + ".sql"));
        }
        return PictureFixture.picture(nodes);
    }
}
