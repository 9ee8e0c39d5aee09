package dev.reflux.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import dev.reflux.config.RefluxConfig;
import dev.reflux.config.RevisionFormat;
import dev.reflux.revision.Placement;
import dev.reflux.script.RevisionHeader;
import dev.reflux.script.RevisionReader;
import dev.reflux.script.SqlRevisionFile;
import dev.reflux.script.SqlRevisionHeader;
import dev.reflux.script.SqlRevisionSummary;
import dev.reflux.script.source.RevisionSource;
import dev.reflux.sql.SqlLexis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Whatever a message or an id holds, each format reads it back as what it was, and as nothing else. */
class HostileTextTests {

    private static final long SEED = 20261120L;
    private static final int RANDOM_MESSAGES = 200;
    private static final String[] FRAGMENTS = {
        "\"",
        "'",
        "\\",
        "\\u0022",
        "\\uuu000a",
        "\\u",
        "${",
        "}",
        "$${x}",
        "*/",
        "/*",
        "//",
        "--",
        "\n",
        "\r",
        "\r\n",
        "-- +upgrade",
        "-- +downgrade",
        "-- +end",
        "-- revision: x",
        ";",
        ":",
        "#",
        " # ",
        "@",
        "{@code",
        "</p>",
        "&",
        "\t",
        "\0",
        "\u0007",
        "\u0085",
        "\u00A0",
        "\u2028",
        "\u2029",
        "\u202E",
        "\uFEFF",
        "\u007F",
        "é",
        "表",
        "\uD83D\uDE00",
        "\uDB40\uDC01",
        "\uFFFE",
        "null",
        "a",
        " ",
        "\u001A",
        "$$",
        "%s",
        "|",
        ">-",
        "!!x",
        "&a",
        "*a",
        "? ",
        "- ",
        "\"\"\""
    };

    private static final List<String> IDS = List.of(
            "1975ea83b712",
            "1e10",
            "000123",
            "null",
            "no",
            "~",
            "0x1F",
            "1_000",
            "a b",
            "it's",
            "\"q\"",
            "*/",
            "\\u0041",
            "#x");

    static Stream<String> messages() {
        Random random = new Random(SEED);
        Stream<String> made = Stream.generate(() -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = random.nextInt(12); i >= 0; i--) {
                        text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
                    }
                    return text.toString();
                })
                .limit(RANDOM_MESSAGES);
        return Stream.concat(Stream.of(FRAGMENTS), made).map(String::strip).filter(text -> !Notation.onOneLine(text)
                .isEmpty());
    }

    static List<String> ids() {
        return IDS;
    }

    private static RevisionDraft draft(String id, @Nullable String message) {
        Placement placement = new Placement(List.of(id + "x", id + "y"), List.of(id + "z"), List.of("l " + id));
        return new RevisionDraft(id, placement, message, Instant.parse("2026-11-20T14:32:00Z"), false);
    }

    private static String render(RevisionFormat format, RevisionDraft draft) {
        RevisionTemplate template = RevisionTemplate.find(Path.of("no-such-folder"), format);
        return RevisionText.render(template, Notation.of(format), draft, "Some", "");
    }

    private static void checkSql(RevisionDraft draft) {
        RevisionSource source = RevisionSource.ofText("x.sql", render(RevisionFormat.SQL, draft));
        RevisionHeader header = SqlRevisionHeader.read(source, SqlLexis.postgresql());
        SqlRevisionSummary summary =
                new SqlRevisionFile(source, SqlLexis.postgresql()).inspect(Map.of("owner", "shop"));

        checkPlacement(draft, header.id(), header.downRevisions(), header.branchLabels(), header.dependsOn());
        assertThat(header.message()).isEqualTo(Notation.onOneLine(String.valueOf(draft.message())));
        assertThat(header.created()).isEqualTo("2026-11-20T14:32:00Z");
        assertThat(summary.upgrade().parts()).isEmpty();
        assertThat(summary.downgrade()).isNotNull();
    }

    /** By Reflux's own readers, which take a message on one line. */
    private static void checkHeader(String fileName, RevisionFormat format, RevisionDraft raw) {
        RevisionDraft draft = draft(raw.id(), Notation.onOneLine(String.valueOf(raw.message())));
        String text = render(format, draft);
        RevisionHeader header = new RevisionReader(RefluxConfig.defaults(), SqlLexis.postgresql())
                .read(RevisionSource.ofText(fileName, text))
                .orElseThrow()
                .header();
        checkPlacement(draft, header.id(), header.downRevisions(), header.branchLabels(), header.dependsOn());
        assertThat(header.message()).isEqualTo(draft.message());
        assertThat(header.created()).isEqualTo("2026-11-20T14:32:00Z");
    }

    private static void checkPlacement(
            RevisionDraft draft, Object id, List<?> downRevisions, List<?> labels, List<?> dependsOn) {
        assertThat(id).isEqualTo(draft.id());
        assertThat(List.<Object>copyOf(downRevisions))
                .isEqualTo(draft.placement().downRevisions());
        assertThat(List.<Object>copyOf(labels)).isEqualTo(draft.placement().branchLabels());
        assertThat(List.<Object>copyOf(dependsOn)).isEqualTo(draft.placement().dependsOn());
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> several ? several : List.of(value);
    }

    private static void checkYaml(RevisionDraft draft) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        String text = render(RevisionFormat.YAML, draft);
        Map<?, ?> read = (Map<?, ?>) new Load(settings).loadFromString(text);
        checkHeader("x.yaml", RevisionFormat.YAML, draft);

        checkPlacement(
                draft,
                read.get("revision"),
                list(read.get("down_revision")),
                list(read.get("branch_labels")),
                list(read.get("depends_on")));
        assertThat(read.get("message")).isEqualTo(draft.message());
        assertThat(read.get("created")).isEqualTo("2026-11-20T14:32:00Z");
        assertThat(read.get("upgrade")).isEqualTo(List.of());
        assertThat(read.get("downgrade")).isEqualTo("auto");
    }

    private static void checkJava(RevisionDraft draft) {
        String text = render(RevisionFormat.JAVA, draft);
        Map<String, Object> read = annotation(text);
        checkHeader("Some.java", RevisionFormat.JAVA, draft);

        checkPlacement(
                draft,
                read.get("id"),
                list(read.get("downRevision")),
                list(read.get("branchLabels")),
                list(read.get("dependsOn")));
        assertThat(read.get("message")).isEqualTo(draft.message());
        assertThat(read.get("created")).isEqualTo("2026-11-20T14:32:00Z");
    }

    /** Attributes of the annotation, as the compiler's own parser reads them. */
    private static Map<String, Object> annotation(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("memory:///Some.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavacTask task = (JavacTask) compiler.getTask(null, null, problems, List.of(), null, List.of(file));
        List<CompilationUnitTree> units = new ArrayList<>();
        try {
            task.parse().forEach(units::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(problems.getDiagnostics()).as(source).isEmpty();
        assertThat(units).hasSize(1);
        assertThat(units.get(0).getTypeDecls()).hasSize(1);
        ClassTree type = (ClassTree) units.get(0).getTypeDecls().get(0);
        assertThat(type.getSimpleName()).hasToString("Some");
        assertThat(type.getMembers()).hasSize(2);
        AnnotationTree annotation = type.getModifiers().getAnnotations().get(0);
        return annotation.getArguments().stream()
                .map(AssignmentTree.class::cast)
                .collect(Collectors.toMap(each -> each.getVariable().toString(), each -> value(each.getExpression())));
    }

    private static Object value(ExpressionTree tree) {
        return tree.getKind() == Tree.Kind.STRING_LITERAL
                ? ((LiteralTree) tree).getValue()
                : ((NewArrayTree) tree)
                        .getInitializers().stream().map(HostileTextTests::value).toList();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void inAMessageIsReadBackFromSqlOnOneLine(String message) {
        checkSql(draft("1975ea83b712", message));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void inAMessageIsReadBackFromYaml(String message) {
        checkYaml(draft("1975ea83b712", message));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void inAMessageIsReadBackFromJava(String message) {
        checkJava(draft("1975ea83b712", message));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void inAnIdIsReadBackFromEachFormat(String id) {
        checkSql(draft(id, "x"));
        checkYaml(draft(id, "x"));
        checkJava(draft(id, "x"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void inABlockCommentOfATemplateEndsNothing(String message) {
        RevisionTemplate sql =
                new RevisionTemplate("x", "-- revision: ${revision}\n/* ${title} */\n-- +upgrade\n/*${title}*/");
        String text = RevisionText.render(sql, new SqlNotation(), draft("abc", message), "", "");
        RevisionSource source = RevisionSource.ofText("x.sql", text);

        assertThat(SqlRevisionHeader.read(source, SqlLexis.postgresql()).id()).isEqualTo("abc");
        assertThat(new SqlRevisionFile(source, SqlLexis.postgresql())
                        .inspect(Map.of())
                        .upgrade()
                        .parts())
                .isEmpty();
    }
}
