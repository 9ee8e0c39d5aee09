package dev.reflux.junit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * Checks what becomes of upgrades whose sessions are lost.
 *
 * @param chain the chain
 */
record ResumptionCheck(CheckedChain chain) {

    Stream<DynamicTest> revisions() {
        return chain.revisions().orders().usual().stream()
                .map(revision -> DynamicTest.dynamicTest(chain.revisions().title(revision), () -> chain.revisions()
                        .requireUnlessExempt(revision, Exemption.LOST_SESSIONS, () -> requireEnd(revision))));
    }

    private void requireEnd(String revision) {
        Resumption resumption = chain.resumption(revision);
        if (resumption.notTried() != null) {
            throw new TestAbortedException(resumption.notTried());
        }
        String lost = resumption.statement() == null
                ? ""
                : ", after its session was lost right before: "
                        + resumption.statement().strip().replace("\n", "\n  ");
        if (resumption.failure() != null) {
            throw chain.revisions()
                    .failed(revision, "is not finished by the next upgrade" + lost, resumption.failure());
        }
        if (resumption.difference() != null) {
            throw chain.revisions()
                    .finding(
                            revision,
                            "makes something else when the next upgrade finishes it" + lost
                                    + "\n(-: only undisturbed, +: only disturbed)",
                            resumption.difference());
        }
        if (!resumption.rows().isEmpty()) {
            throw chain.revisions()
                    .finding(
                            revision,
                            "makes other rows when the next upgrade finishes it" + lost,
                            String.join("\n", resumption.rows()));
        }
    }
}
