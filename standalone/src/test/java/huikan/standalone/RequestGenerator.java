package huikan.standalone;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Requests of an operation of the contract: such as fit it, and such as do not. */
final class RequestGenerator {

    private static final JsonNodeFactory NODES = JsonMapper.shared().getNodeFactory();
    private static final int DEEPEST = 7;

    /** What a field of this name usually has, so that more than its shape is looked at. */
    private static final Map<String, List<String>> USUAL = Map.ofEntries(
            Map.entry("agency", List.of("210902-gov", "210900-gov", "210000-gov", "330000-gov", "999999-gov")),
            Map.entry("under", List.of("210900-gov", "210000-gov", "210902-gov", "530000-gov")),
            Map.entry("lead", List.of("210902-gov", "210903-gov")),
            Map.entry("agencies", List.of("210902-gov", "210903-gov", "210904-gov")),
            Map.entry("supporting", List.of("210904-gov", "210905-gov")),
            Map.entry("territory", List.of("210900-gov", "210902-gov")),
            Map.entry("code", List.of("210999-gov", "INS001")),
            Map.entry("cycle", List.of("annual-2020", "annual-2021", "annual-ndmo-2021", "none")),
            Map.entry("form", List.of("annual", "annual-ndmo")),
            Map.entry("indicators", List.of("INS001", "LIT012")),
            Map.entry("login", List.of("210902-gov.inspector", "210903-gov.inspector", "nobody")),
            Map.entry("inspector", List.of("210900-gov.inspector", "210902-gov.inspector")));

    private final JsonNode contract;
    private final Random random;
    /** Of things that were told of meanwhile, by the collection that they are in. */
    private final Map<String, List<String>> ids = new HashMap<>();
    /** Whether the request that is being made has something in it that does not fit. */
    private boolean spoilt;

    RequestGenerator(JsonNode contract, long seed) {
        this.contract = contract;
        this.random = new Random(seed);
    }

    /**
     * One request.
     *
     * @param ifMatch null for none
     * @param body null for none
     */
    record Request(
            String method,
            String path,
            @Nullable String ifMatch,
            @Nullable String type,
            @Nullable String body) {}

    Request of(String method, String path, JsonNode operation) {
        spoilt = random.nextBoolean();
        StringBuilder query = new StringBuilder();
        String filled = path;
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asString();
            switch (parameter.path("in").asString()) {
                case "path" ->
                    filled = filled.replace("{" + name + "}", encoded(pathValue(collection(path), name, parameter)));
                case "query" -> {
                    // whoever waits would only take time
                    if (!name.equals("wait") && random.nextInt(3) > 0) {
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(encoded(text(value(name, parameter.path("schema"), 0))));
                    }
                }
                default -> {}
            }
        }
        JsonNode content = operation.path("requestBody").path("content");
        String type = content.propertyNames().stream().findFirst().orElse(null);
        String body = type == null ? null : body(type, content.path(type).path("schema"));
        boolean guarded = operation.path("responses").has("412");
        return new Request(method, filled + query, guarded ? ifMatch() : null, type, body);
    }

    /** May be asked for from now on. */
    void add(String path, String id) {
        ids.computeIfAbsent(collection(path), added -> new ArrayList<>()).add(id);
    }

    /** As {@code findings} of {@code /api/findings/4711}. */
    private static String collection(String path) {
        return path.split("[/?]")[2];
    }

    String login() {
        return oneOf(List.of(
                "admin",
                "210902-gov",
                "210902-gov.supervisor",
                "210900-gov.reviewer",
                "210900-gov.supervisor",
                "210900-gov.inspector",
                "210000-gov.supervisor",
                "210000-gov.viewer"));
    }

    private @Nullable String ifMatch() {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> "*";
            case 2 -> "x";
            case 3 -> "\"9223372036854775808\"";
            default -> "\"" + random.nextInt(3) + "\"";
        };
    }

    private String body(String type, JsonNode schema) {
        if (!type.endsWith("json")) {
            return "grant_type=" + encoded(text(junk()));
        }
        String written = value("", schema, 0).toString();
        // cut short, as by a line that breaks
        return spoilt && random.nextInt(30) == 0 ? written.substring(0, random.nextInt(written.length() + 1)) : written;
    }

    private String pathValue(String collection, String name, JsonNode parameter) {
        if (USUAL.containsKey(name) && random.nextInt(4) > 0) {
            return oneOf(USUAL.get(name));
        }
        return random.nextInt(8) > 0 ? known(collection) : text(value(name, parameter.path("schema"), 0));
    }

    private String known(String collection) {
        List<String> known = ids.get(collection);
        return known == null ? "00000000-0000-0000-0000-000000000000" : oneOf(known);
    }

    private JsonNode value(String name, JsonNode declared, int depth) {
        JsonNode schema = resolved(declared);
        if (spoilt && random.nextInt(8) == 0) {
            return junk();
        }
        JsonNode choices = schema.path("enum");
        if (!choices.isEmpty()) {
            return choices.get(random.nextInt(choices.size()));
        }
        for (String several : List.of("anyOf", "oneOf", "allOf")) {
            JsonNode some = schema.path(several);
            if (!some.isEmpty()) {
                // where it may be null, that is the last one
                return value(name, some.get(spoilt ? random.nextInt(some.size()) : 0), depth);
            }
        }
        return switch (schema.path("type").asString("object")) {
            case "string" -> NODES.stringNode(string(name, schema));
            case "integer" -> NODES.numberNode(integer(schema));
            case "number" -> NODES.numberNode(random.nextInt(200) / 2.0);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            case "array" -> array(name, schema, depth);
            default -> object(schema, depth);
        };
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode found = schema;
        while (found.has("$ref")) {
            found = contract.at(found.path("$ref").asString().substring(1));
        }
        return found;
    }

    private ArrayNode array(String name, JsonNode schema, int depth) {
        ArrayNode list = NODES.arrayNode();
        int length = depth > DEEPEST ? 0 : spoilt && random.nextInt(40) == 0 ? 600 : 1 + random.nextInt(2);
        for (int i = 0; i < length; i++) {
            list.add(value(name, schema.path("items"), depth + 1));
        }
        return list;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode made = NODES.objectNode();
        List<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            boolean wanted = required.contains(field.getKey());
            if (depth <= DEEPEST && random.nextInt(20) < (wanted ? (spoilt ? 19 : 20) : 10)) {
                made.set(field.getKey(), value(field.getKey(), field.getValue(), depth + 1));
            }
        }
        if (schema.path("additionalProperties").isObject()) {
            made.set("INS001", value("", schema.path("additionalProperties"), depth + 1));
        }
        if (spoilt && random.nextInt(25) == 0) {
            made.set("another", junk());
        }
        return made;
    }

    private String string(String name, JsonNode schema) {
        List<String> usual = USUAL.get(name);
        if (usual != null && (!spoilt || random.nextInt(6) > 0)) {
            return oneOf(usual);
        }
        if (!spoilt) {
            return switch (schema.path("format").asString("")) {
                case "date" -> oneOf(List.of("2027-03-01", "2027-12-31", "2028-06-28"));
                case "date-time" -> "2026-01-01T00:00:00Z";
                default -> name.equals("id") ? "g-" + random.nextInt(1000) : oneOf(List.of("一项整改", "x", "2023"));
            };
        }
        return switch (schema.path("format").asString("")) {
            case "date" ->
                oneOf(List.of("2024-03-01", "2026-12-31", "2099-12-31", "2024-02-30", "0000-00-00", "+99999-01-01"));
            case "date-time" ->
                oneOf(List.of("2026-01-01T00:00:00Z", "2026-13-01T00:00:00Z", "-999999999-01-01T00:00:00Z"));
            default ->
                switch (random.nextInt(8)) {
                    case 0 -> known(oneOf(List.of("findings", "orders", "submissions")));
                    case 1 -> "x".repeat(schema.path("maxLength").asInt(3000) + random.nextInt(2));
                    case 2 -> "";
                    case 3 ->
                        oneOf(List.of("\u0000", "\uD800", "😀", "../../x", "$where", "a.b", "${x}", "<b>", "%00"));
                    default -> oneOf(List.of("一项整改", "x", "2023", "210902-gov", "sha256:" + "0".repeat(64)));
                };
        };
    }

    private long integer(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(100);
        return switch (spoilt ? random.nextInt(8) : 7) {
            case 0 -> least - 1;
            case 1 -> most + 1;
            case 2 -> Long.MAX_VALUE;
            default -> least + random.nextInt((int) Math.min(Math.max(most - least, 1), 1000));
        };
    }

    /** Of no type in particular. */
    private JsonNode junk() {
        return switch (random.nextInt(10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(true);
            case 2 -> NODES.numberNode(-1);
            case 3 -> NODES.numberNode(1.5);
            case 4 -> NODES.numberNode(1e300);
            case 5 -> NODES.stringNode("");
            case 6 -> NODES.stringNode("界".repeat(5000));
            case 7 -> NODES.arrayNode();
            case 8 -> NODES.objectNode().set("$gt", NODES.stringNode(""));
            default -> NODES.stringNode("\u0000\uFFFF");
        };
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String oneOf(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
