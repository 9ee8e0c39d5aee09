package dev.reflux.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.RevisionGraphException;
import dev.reflux.error.RevisionGraphException.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Short ways to say graphs and to read plans. */
final class GraphFixture {

    private GraphFixture() {}

    /** {@code id <- parent parent ; dependency # label}, one revision a string; each part but the id may be absent. */
    static RevisionNode node(String text) {
        String label = text.contains("#") ? text.substring(text.indexOf('#') + 1) : "";
        String rest = text.contains("#") ? text.substring(0, text.indexOf('#')) : text;
        String dependencies = rest.contains(";") ? rest.substring(rest.indexOf(';') + 1) : "";
        rest = rest.contains(";") ? rest.substring(0, rest.indexOf(';')) : rest;
        String down = rest.contains("<-") ? rest.substring(rest.indexOf("<-") + 2) : "";
        String id = (rest.contains("<-") ? rest.substring(0, rest.indexOf("<-")) : rest).strip();
        return new RevisionNode(id, words(down), words(dependencies), words(label), "about " + id, id + ".sql");
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
    }

    static RevisionGraph graph(String... nodes) {
        return RevisionGraph.of(Stream.of(nodes).map(GraphFixture::node).toList());
    }

    static List<String> ids(List<RevisionNode> nodes) {
        return nodes.stream().map(RevisionNode::id).toList();
    }

    static List<String> revisions(MigrationPlan plan) {
        return plan.steps().stream().map(MigrationStep::revision).toList();
    }

    static AbstractThrowableAssert<?, ? extends Throwable> assertFails(Kind kind, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(RevisionGraphException.class, error -> assertThat(error.kind())
                        .isEqualTo(kind))
                .hasMessageNotContaining("\n")
                .hasMessageEndingWith(".");
    }
}
