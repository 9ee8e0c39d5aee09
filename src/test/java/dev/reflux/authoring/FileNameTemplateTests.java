package dev.reflux.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.error.ConfigException;
import dev.reflux.revision.Placement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTemplateTests {

    private static RevisionDraft draft(String id, @Nullable String message) {
        Placement base = new Placement(List.of(), List.of(), List.of());
        return new RevisionDraft(id, base, message, Instant.parse("2026-01-02T03:04:05Z"), false);
    }

    private static String name(String template, String id, @Nullable String message) {
        return new FileNameTemplate(template, true)
                .path(draft(id, message), ".sql")
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "{rev}_{slug}, abc_add_x.sql",
        "{year}{month}{day}_{hour}{minute}{second}-{slug}, 20260102_030405-add_x.sql",
        "{epoch}.{rev}, 1767323045.abc.sql",
        "{year}/{month}/{rev}_{slug}, 2026/01/abc_add_x.sql",
    })
    void replacesEachPartInUtc(String template, String expected) {
        assertThat(name(template, "abc", "Add x")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "{rev}_{slug}, abc.sql",
        "{slug}_{rev}, abc.sql",
        "{slug}-{rev}-{slug}, abc.sql",
        "{year}/{slug}_{rev}, 2026/abc.sql",
        "{rev}_{slug}_{year}, abc_2026.sql",
    })
    void leavesNoSeparatorWhereThereIsNoSlug(String template, String expected) {
        assertThat(name(template, "abc", null)).isEqualTo(expected);
        assertThat(name(template, "abc", "!!")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "../../x, __.._x_a.sql",
        "a/b, a_b_a.sql",
        "'a\\b', a_b_a.sql",
        ".., __a.sql",
        "2026.01, 2026.01_a.sql",
        "'a b', a_b_a.sql",
        "'a{slug}', a_slug__a.sql",
        "'$1', _1_a.sql",
    })
    void keepsAnIdFromLeadingAnywhere(String id, String expected) {
        assertThat(name("{rev}_{slug}", id, "a")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../{rev}", "{year}/../../{rev}", "/tmp/{rev}", "./{rev}", "a/./{rev}"})
    void refusesToLeadOutOfTheVersionLocation(String template) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> name(template, "abc", "x"))
                .withMessageContaining("file-template: " + template)
                .withMessageContaining("leads out of the version location");
    }

    @Test
    void refusesFoldersWhereRevisionsAreNotLookedForInThem() {
        FileNameTemplate template = new FileNameTemplate("{year}/{rev}", false);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> template.path(draft("abc", "x"), ".sql"))
                .withMessageContaining("recursive-version-locations: true");
    }

    @Test
    void refusesAnUnknownPartAndListsTheKnown() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> name("{rev}_{author}", "abc", "x"))
                .withMessageContaining("{author}")
                .withMessageContaining("{rev} {slug} {year} {month} {day} {hour} {minute} {second} {epoch}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{slug}", "{year}/{slug}"})
    void refusesToNameARevisionWithoutAMessageByItsSlugAlone(String template) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> name(template, "abc", null))
                .withMessageContaining("Put {rev} into it");
    }
}
