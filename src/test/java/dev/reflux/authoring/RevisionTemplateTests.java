package dev.reflux.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reflux.config.RevisionFormat;
import dev.reflux.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTemplateTests {

    private static final Map<String, String> VALUES = Map.of("a", "1", "b", "$2 ${a} \\", "none", "");

    @TempDir
    Path folder;

    private static String render(String template) {
        return new RevisionTemplate("x.template", template).render(VALUES);
    }

    @Test
    void replacesPlaceholdersAndNeverLooksIntoValues() {
        assertThat(render("x ${a} ${b}\ny")).isEqualTo("x 1 $2 ${a} \\\ny");
    }

    @Test
    void leavesOutALineWhosePlaceholdersAllAreWithoutAValue() {
        assertThat(render("x\n-- ${none}${none}\n-- ${none} ${a}\r\n-- ${none}\r\n\n${none}"))
                .isEqualTo("x\n--  1\r\n\n");
    }

    @Test
    void leavesOutLinesThatBeginWithTwoNumberSigns() {
        assertThat(render("## ${unknown}\n# x\n ## y\n##")).isEqualTo("# x\n ## y\n");
    }

    @Test
    void takesTwoDollarSignsForOneBeforeABrace() {
        assertThat(render("$${a} $${ $$ $1 $a {a} $body$")).isEqualTo("${a} ${ $$ $1 $a {a} $body$");
        assertThat(render("$${none}\n")).isEqualTo("${none}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${author}", "${}", "${ a }", "${a", "${a${b}", "${A}"})
    void refusesAnUnknownPlaceholderWithItsLine(String placeholder) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> render("x\r\n${a}\n" + placeholder))
                .withMessageContaining("x.template")
                .withMessageContaining("line 3")
                .satisfies(error -> {
                    assertThat(error.file()).isEqualTo("x.template");
                    assertThat(error.line()).isEqualTo(3);
                });
    }

    @ParameterizedTest
    @EnumSource
    void thatIsBuiltInIsThereForEachFormat(RevisionFormat format) {
        RevisionTemplate template = RevisionTemplate.find(folder, format);

        assertThat(template.text()).contains("${revision}", "${down_revision}", "${branch_labels}", "${depends_on}");
        assertThat(template.name()).startsWith("built-in revision.");
    }

    @Test
    void inTheScriptLocationComesFirst() throws IOException {
        Path file = Files.writeString(folder.resolve("revision.sql.template"), "\uFEFF-- ${revision}");

        RevisionTemplate template = RevisionTemplate.find(folder, RevisionFormat.SQL);

        assertThat(template).isEqualTo(new RevisionTemplate(file.toString(), "-- ${revision}"));
        assertThat(RevisionTemplate.find(folder, RevisionFormat.YAML).name()).startsWith("built-in");
    }

    @Test
    void inTheScriptLocationIsAnErrorWhenItCannotBeRead() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("revision.java.template"), folder.resolve("gone"));
        Path folderByThatName = Files.createDirectory(folder.resolve("revision.yaml.template"));
        Path latin = Files.write(folder.resolve("revision.sql.template"), new byte[] {(byte) 0xE9, 'x'});

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RevisionTemplate.find(folder, RevisionFormat.SQL))
                .withMessage("The template " + latin + " is not UTF-8. Save it as UTF-8.");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RevisionTemplate.find(folder, RevisionFormat.YAML))
                .withMessageContaining(folderByThatName + " cannot be read");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RevisionTemplate.find(folder, RevisionFormat.JAVA))
                .withMessageContaining(link + " cannot be read");
    }
}
