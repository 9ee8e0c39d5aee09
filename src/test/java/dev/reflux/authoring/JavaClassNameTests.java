package dev.reflux.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflux.revision.Placement;
import java.time.Instant;
import java.util.List;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaClassNameTests {

    private static RevisionDraft draft(String id, @Nullable String message) {
        return new RevisionDraft(id, new Placement(List.of(), List.of(), List.of()), message, Instant.EPOCH, false);
    }

    private static String name(String id, @Nullable String message) {
        return JavaClassName.of(draft(id, message), taken -> false);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            create account table, CreateAccountTable
            2fa for everyone, Revision2faForEveryone
            merge a1 and b2, MergeA1AndB2
            class, Class_abc
            migration, Migration_abc
            Revision, Revision_abc
            override, Override_abc
            string, String_abc
            größe ändern, GrößeÄndern
            表 を 作る, 表を作る
            ①, Revisionabc
            ① two, Two
            "*/ $x ${y} `", XY
            """)
    void isMadeOfTheWordsAndNoNameThatMeansSomethingElse(String message, String expected) {
        assertThat(name("abc", message)).isEqualTo(expected);
        assertThat(SourceVersion.isName(expected, SourceVersion.RELEASE_17)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1975ea83b712, Revision1975ea83b712", "2026.01 a, Revision2026_01_a", "$, Revision$"})
    void isMadeOfTheIdWithoutAMessage(String id, String expected) {
        assertThat(name(id, null)).isEqualTo(expected);
    }

    @Test
    void endsWithTheIdWhereItIsTaken() {
        assertThat(JavaClassName.of(draft("1975.1", "create account"), "CreateAccount"::equals))
                .isEqualTo("CreateAccount_1975_1");
    }
}
