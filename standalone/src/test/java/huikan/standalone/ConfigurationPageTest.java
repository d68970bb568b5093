package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * {@code docs/configuration.md} says what the sources say: the defaults and the comments of the configuration files, and
 * the Javadoc of the settings' records.
 */
class ConfigurationPageTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/configuration.md");

    /** {@code ${HUIKAN_X:default}}; the default may hold placeholders itself. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::(.*))?}");

    private static final Map<String, String> SECTIONS = sections();

    private static Map<String, String> sections() {
        Map<String, String> sections = new java.util.LinkedHashMap<>();
        sections.put("service-starter", "Every service");
        sections.put("gateway", "gateway");
        sections.put("submission-service", "submission-service");
        sections.put("review-service", "review-service");
        sections.put("analytics-service", "analytics-service");
        return sections;
    }

    /**
     * One thing that an operator may set.
     *
     * @param key of the configuration
     */
    private record Setting(String variable, String standard, String what, String key) {
        String row() {
            return "| `" + variable + "` | " + (standard.isEmpty() ? "" : "`" + standard + "`") + " | "
                    + what.replace("|", "\\|") + " | `" + key + "` |";
        }
    }

    /** A line of a configuration file, with the comment above it. */
    private record Line(String key, String value, String comment) {}

    @Test
    void the_page_lists_every_setting_with_its_default_and_its_meaning() throws IOException {
        List<String> page = new ArrayList<>(
                List.of(
                        "# Configuration",
                        "",
                        "Every setting, from the sources; `ConfigurationPageTest` fails when this page is not what they say. A setting is an",
                        "environment variable, or the key in an `application.yml` beside the jar. A wrong value stops the start with a sentence",
                        "that names the key. Spring Boot's own settings work as everywhere: `SERVER_PORT`, `LOGGING_LEVEL_ROOT`, `OTEL_EXPORTER_OTLP_ENDPOINT`."));
        for (Map.Entry<String, String> section : SECTIONS.entrySet()) {
            page.addAll(List.of(
                    "",
                    "## " + section.getValue(),
                    "",
                    "| variable | default | what it is | key |",
                    "|---|---|---|---|"));
            settings(section.getKey()).values().stream().map(Setting::row).forEach(page::add);
        }
        Path found = Path.of("target", "configuration.md");
        Files.write(found, page);
        if (!Files.exists(PAGE) || !Files.readAllLines(PAGE).equals(page)) {
            fail("docs/configuration.md is not what the sources say: look at standalone/%s, and copy it there", found);
        }
    }

    private static Map<String, Setting> settings(String module) throws IOException {
        Map<String, Setting> settings = new TreeMap<>();
        for (JsonNode property : metadata(module)) {
            String key = property.path("name").asString();
            String what = meaning(module, property.path("sourceType").asString(), key);
            assertThat(what).as("the Javadoc of " + key).isNotBlank();
            String standard = property.path("defaultValue").isMissingNode()
                    ? ""
                    : property.path("defaultValue").asString();
            String variable = key.toUpperCase(Locale.ROOT).replace(".", "_").replace("-", "");
            settings.put(key, new Setting(variable, standard, what, key));
        }
        for (Line line : lines(module)) {
            Matcher variable = VARIABLE.matcher(line.value());
            if (variable.matches()) {
                assertThat(line.comment()).as("the comment above " + line.key()).isNotBlank();
                String standard = variable.group(2) == null ? "" : variable.group(2);
                settings.put(line.key(), new Setting(variable.group(1), standard, line.comment(), line.key()));
            } else if (settings.containsKey(line.key())) {
                settings.computeIfPresent(
                        line.key(), (key, known) -> new Setting(known.variable(), line.value(), known.what(), key));
            }
        }
        // a map of names has no single variable; its entries are lines of their own
        settings.remove("huikan.services");
        return settings;
    }

    /**
     * What the Javadoc of the record says of this very component. The metadata have it too, but there a component has the text
     * of an earlier one whose name begins with its own.
     */
    private static String meaning(String module, String type, String key) throws IOException {
        String source = Files.readString(ROOT.resolve(module)
                .resolve("src/main/java")
                .resolve(type.replaceAll("\\$.*", "").replace('.', '/') + ".java"));
        int record = source.indexOf("record " + type.replaceAll(".*[.$]", "") + "(");
        String javadoc = source.substring(source.lastIndexOf("/**", record), source.lastIndexOf("*/", record))
                .replaceAll("\\n\\s*\\* ?", "\n");
        Matcher component = Pattern.compile("@param " + camelCase(key) + "\\s(.*?)(\\n@|\\z)", Pattern.DOTALL)
                .matcher(javadoc);
        assertThat(component.find()).as("the Javadoc of " + key).isTrue();
        return component
                .group(1)
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The component that the last part of a key stands for. */
    private static String camelCase(String key) {
        return Pattern.compile("-(.)")
                .matcher(key.substring(key.lastIndexOf('.') + 1))
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    @Test
    void the_meaning_of_a_setting_is_that_of_its_own_component() throws IOException {
        Map<String, Setting> settings = settings("review-service");
        assertThat(settings.get("huikan.inspections.most").what())
                .isEqualTo("units that one inspection has at most, 500 or fewer");
        assertThat(settings.get("huikan.inspections.most-a-year").what())
                .isEqualTo("how often one unit is inspected in a calendar year at most");
        assertThat(settings("gateway").get("huikan.limits.share").what()).startsWith("percent of");
    }

    private static Iterable<JsonNode> metadata(String module) throws IOException {
        Path file = ROOT.resolve(module).resolve("target/classes/META-INF/spring-configuration-metadata.json");
        return Files.exists(file)
                ? Api.JSON.readTree(Files.readString(file)).path("properties")
                : Api.JSON.createArrayNode();
    }

    private static List<Line> lines(String module) throws IOException {
        Path resources = ROOT.resolve(module).resolve("src/main/resources");
        Path yaml = resources.resolve("application.yml");
        return Files.exists(yaml)
                ? yaml(Files.readAllLines(yaml))
                : properties(Files.readAllLines(resources.resolve("service-defaults.properties")));
    }

    private static List<Line> properties(List<String> text) {
        List<Line> lines = new ArrayList<>();
        String comment = "";
        for (String line : text) {
            if (line.startsWith("#")) {
                comment = line.substring(1).strip();
            } else if (line.isBlank()) {
                comment = "";
            } else {
                int equals = line.indexOf('=');
                lines.add(new Line(line.substring(0, equals), line.substring(equals + 1), comment));
            }
        }
        return lines;
    }

    private static List<Line> yaml(List<String> text) {
        List<Line> lines = new ArrayList<>();
        Deque<String> path = new ArrayDeque<>();
        String comment = "";
        for (String line : text) {
            String bare = line.strip();
            int colon = bare.indexOf(':');
            if (bare.startsWith("#")) {
                comment = bare.substring(1).strip();
            } else if (colon > 0 && !bare.startsWith("-")) {
                int depth = (line.length() - line.stripLeading().length()) / 2;
                while (path.size() > depth) {
                    path.removeLast();
                }
                path.addLast(bare.substring(0, colon));
                String value = bare.substring(colon + 1).strip();
                if (!value.isEmpty()) {
                    lines.add(new Line(String.join(".", path), value, comment));
                    comment = "";
                }
            }
        }
        return lines;
    }
}
