package huikan.review.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.review.access.Relation;
import huikan.review.testing.OverHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code docs/workflows.md} is made from what {@code /api/workflows} answers. */
class WorkflowPageIT extends OverHttp {

    private static final Path PAGE = Path.of("..", "docs", "workflows.md");
    private static final Path FOUND = Path.of("target", "workflows.md");

    @Test
    void the_page_is_what_is_declared() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "# 流程 · Workflows",
                "",
                "Every kind of case with its states and moves, from the declarations; `WorkflowPageIT` fails when this page is not what",
                "they say. `GET /api/workflows` has the same with the JSON Schema of each request. 办理人 · by:",
                ""));
        for (Relation relation : Relation.values()) {
            lines.add("* `" + relation + "`: " + relation.zh() + ", " + relation.en());
        }
        JsonNode kinds =
                get("210902-gov.viewer", "/api/workflows").is(200).json().path("items");
        kinds.forEach(kind -> lines.addAll(section(kind)));
        Files.write(FOUND, lines);
        assertThat(FOUND).as("look at it, and copy it if all is well").hasSameTextualContentAs(PAGE);
    }

    private static List<String> section(JsonNode kind) {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "## " + name(kind) + "：`/api/" + kind.path("kind").asString() + "`",
                "",
                kind.path("states")
                        .valueStream()
                        .map(state -> "`" + state.path("state").asString() + "` "
                                + state.path("names").path("zh").asString())
                        .collect(Collectors.joining(" · ")),
                "",
                "| move | 名称 | by | from → to | request |",
                "|---|---|---|---|---|"));
        kind.path("moves")
                .forEach(move -> lines.add("| "
                        + String.join(
                                " | ",
                                "`" + move.path("move").asString() + "`",
                                move.path("names").path("zh").asString(),
                                by(move),
                                words(move.path("from")) + " → " + words(move.path("to")),
                                request(move.path("request")))
                        + " |"));
        return lines;
    }

    private static String name(JsonNode kind) {
        return kind.path("names").path("zh").asString() + " · "
                + kind.path("names").path("en").asString();
    }

    private static String by(JsonNode move) {
        String people = words(move.path("by"));
        return move.path("system").asBoolean() ? people.isEmpty() ? "SYSTEM" : people + ", SYSTEM" : people;
    }

    private static String words(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private static String request(JsonNode schema) {
        return schema.path("properties").propertyNames().stream()
                .map(field -> "`" + field + "`"
                        + (schema.path("required")
                                        .valueStream()
                                        .anyMatch(one -> one.asString().equals(field))
                                ? ""
                                : "?"))
                .collect(Collectors.joining(", "));
    }
}
