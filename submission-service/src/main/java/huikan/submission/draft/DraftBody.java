package huikan.submission.draft;

import huikan.canonical.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a filing as cells. A figure is one cell and so is an explanation; any other field is one as a whole. Pointers need
 * no escapes: the shape of a filing has no name with a slash.
 */
public final class DraftBody {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> NAMES = Set.of("cycle", "agency");
    /** What holds cells, by its pointer; all else is one. */
    private static final Set<String> MAPS = Set.of(
            "/indicators", "/indicators/own", "/indicators/consolidated", "/indicators/byLevel", "/explanations");

    private static final String LEVELS = "/indicators/byLevel/";

    private DraftBody() {}

    /** The cells of a well-formed body, each as canonical JSON, by their pointers. */
    static Map<String, String> cells(JsonNode body) {
        Map<String, String> cells = new TreeMap<>();
        collect(body, "", cells);
        return cells;
    }

    private static void collect(JsonNode holder, String at, Map<String, String> cells) {
        for (Map.Entry<String, JsonNode> member : holder.properties()) {
            String pointer = at + "/" + member.getKey();
            if (member.getValue().isNull() || (at.isEmpty() && NAMES.contains(member.getKey()))) {
                continue;
            }
            if (MAPS.contains(pointer) || (pointer.startsWith(LEVELS) && pointer.indexOf('/', LEVELS.length()) < 0)) {
                collect(member.getValue(), pointer, cells);
            } else {
                cells.put(pointer, new String(CanonicalJson.bytes(member.getValue()), StandardCharsets.UTF_8));
            }
        }
    }

    /** The other way round. */
    static ObjectNode of(String cycle, String agency, Map<String, String> cells) {
        ObjectNode body = JSON.createObjectNode().put("cycle", cycle).put("agency", agency);
        cells.forEach((pointer, value) -> put(body, pointer, json(value)));
        return body;
    }

    /** A merge patch that writes these cells, by their pointers. */
    public static ObjectNode patch(Map<String, JsonNode> cells) {
        ObjectNode patch = JSON.createObjectNode();
        cells.forEach((pointer, value) -> put(patch, pointer, value));
        return patch;
    }

    private static void put(ObjectNode body, String pointer, JsonNode value) {
        int last = pointer.lastIndexOf('/');
        ObjectNode holder = body;
        for (String step : pointer.substring(0, last).split("/", -1)) {
            holder = step.isEmpty() ? holder : holder.withObjectProperty(step);
        }
        holder.set(pointer.substring(last + 1), value);
    }

    static JsonNode json(String cell) {
        return JSON.readTree(cell);
    }
}
