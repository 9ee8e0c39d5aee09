package dev.reflux.authoring;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands in the files of a new environment. */
final class EnvironmentTexts {

    private static final Pattern PLAIN = Pattern.compile("(?:\\.\\./|/)*[A-Za-z][A-Za-z0-9_./-]*");
    private static final Set<String> WORDS_OF_YAML =
            Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");
    private static final Path RESOURCES = Path.of("src", "main", "resources");

    private final EnvironmentTemplate template;
    private final Map<String, String> values;

    /**
     * Texts for a request.
     *
     * @param scriptLocation the folder as the configuration file names it
     */
    EnvironmentTexts(EnvironmentRequest request, String scriptLocation) {
        this.template = request.template();
        this.values = Map.of(
                "section", scalar(request.section()),
                "script-location", scalar(scriptLocation.replace("${", "$${")),
                "revision-format", formatName(),
                "format", template.files(),
                "template", templateName(),
                "configuration", request.configuration().toString(),
                "classpath-location", classPathLocation(request.directory()));
    }

    private String formatName() {
        return template.format().name().toLowerCase(Locale.ROOT);
    }

    private boolean spring() {
        return template == EnvironmentTemplate.SPRING;
    }

    /** Name of the file that new revisions are made from. */
    String templateName() {
        return "revision." + formatName() + ".template";
    }

    String readme() {
        String common = TemplateText.render("environment.md.template", values);
        return spring() ? common + TemplateText.render("environment.spring.md.template", values) : common;
    }

    /** A whole configuration file. */
    String configuration() {
        // Spring Boot takes the section logging for its own
        return spring() ? commented() : commented() + TemplateText.read("environment.logging.template");
    }

    /** The section alone. */
    String section() {
        return commented().replaceAll("(?m)^#.*\\R", "");
    }

    private String commented() {
        return TemplateText.render(spring() ? "environment.spring.yaml.template" : "environment.yaml.template", values);
    }

    /** A text as YAML reads it back, quoted where it could be taken for something else. */
    private static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : "'" + text.replace("'", "''") + "'";
    }

    /** Where the build puts the revisions on the class path. */
    private static String classPathLocation(Path directory) {
        Path versions = directory.normalize().resolve("versions");
        int count = versions.getNameCount();
        Path below = versions.subpath(Math.max(0, count - 2), count);
        for (int i = 0; i + RESOURCES.getNameCount() < count; i++) {
            if (versions.subpath(i, i + RESOURCES.getNameCount()).equals(RESOURCES)) {
                below = versions.subpath(i + RESOURCES.getNameCount(), count);
            }
        }
        return "classpath:" + below.toString().replace('\\', '/');
    }
}
