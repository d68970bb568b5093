package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import huikan.standalone.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one document of the contract: the services' parts, which their own integration tests wrote, with what all paths
 * have in common and what Java cannot say. The gateway serves the committed file.
 */
class ContractIT {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path COMMITTED = ROOT.resolve("gateway/src/main/resources/contract/openapi.json");
    private static final List<String> SERVICES =
            List.of("gateway", "submission-service", "review-service", "analytics-service");
    private static final Set<String> NO_TOKEN = Set.of("/api/status", "/oauth2/token");

    @Test
    void the_document_that_the_gateway_serves_is_what_the_services_say() throws IOException {
        String text = JSON.writeValueAsString(JSON.treeToValue(merged(), Object.class)) + "\n";
        Path found = Path.of("target", "openapi.json");
        Files.writeString(found, text);
        if (!Files.exists(COMMITTED) || !Files.readString(COMMITTED).equals(text)) {
            fail(
                    "the contract is not what the services say: look at standalone/%s, and copy it to %s",
                    found, COMMITTED);
        }
        Api api = RunningSuite.shared().api();
        JsonNode served = api.getOpen("/api/openapi.json").is(200).json();
        assertThat(served.path("openapi").asString()).startsWith("3.1");
        assertThat(api.getOpen("/api/docs").status()).isEqualTo(200);
        JsonNode events = api.getOpen("/api/asyncapi.json").is(200).json();
        assertThat(events.path("channels").propertyNames()).contains("submissions", "reviews");
    }

    /** {@code contract-paths.txt} is the published list. */
    @Test
    void the_paths_are_those_that_were_published() throws IOException {
        Set<String> now = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/contract-paths.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                now.add(line);
            }
        }
        Set<String> documented = new TreeSet<>();
        merged().path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                documented.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        assertThat(documented).isEqualTo(now);
    }

    /** What is documented and what the gateway routes are written down in two places. */
    @Test
    void every_path_that_can_be_read_is_reached_through_the_gateway() throws IOException {
        Api api = RunningSuite.shared().api();
        List<String> unreached = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : merged().path("paths").properties()) {
            if (path.getValue().has("get")) {
                Answer answer = api.get("admin", path.getKey().replaceAll("\\{[^}]*}", "x"));
                if (answer.text().contains("No static resource")) {
                    unreached.add(path.getKey());
                }
            }
        }
        assertThat(unreached).isEmpty();
    }

    private static ObjectNode merged() throws IOException {
        ObjectNode all = JSON.createObjectNode().put("openapi", "3.1.0");
        ObjectNode paths = all.putObject("paths");
        ObjectNode schemas = all.putObject("components").putObject("schemas");
        Map<String, JsonNode> problems = new java.util.TreeMap<>();
        for (String service : SERVICES) {
            Path part = ROOT.resolve(service).resolve("target/openapi.json");
            assertThat(part)
                    .as("the integration tests of " + service + " write it")
                    .exists();
            JsonNode known = JSON.readTree(Files.readString(part));
            Map<String, String> names = new java.util.HashMap<>();
            // of two services' schemas with one name that differ, the second is named after its service
            known.at("/components/schemas").properties().forEach(schema -> {
                JsonNode other = schemas.get(schema.getKey());
                if (other != null && !other.equals(schema.getValue())) {
                    names.put(schema.getKey(), schema.getKey() + "Of" + capital(service.replace("-service", "")));
                }
            });
            rename(known, names);
            known.at("/components/schemas")
                    .properties()
                    .forEach(one -> schemas.set(names.getOrDefault(one.getKey(), one.getKey()), one.getValue()));
            known.path("x-problems")
                    .forEach(one -> problems.put(one.path("type").asString(), one));
            for (Map.Entry<String, JsonNode> path : known.path("paths").properties()) {
                if (!path.getKey().equals("/error")) {
                    path.getValue().properties().forEach(operation -> {
                        ObjectNode described = (ObjectNode) operation.getValue();
                        describe(operation.getKey(), path.getKey(), described);
                        paths.withObject("/" + path.getKey().replace("~", "~0").replace("/", "~1"))
                                .set(operation.getKey(), described);
                    });
                }
            }
        }
        merge(all, JSON.readTree(Files.readString(Path.of("src/test/resources/contract-overlay.json"))));
        ArrayNode catalogue = all.putArray("x-problems");
        problems.values().forEach(catalogue::add);
        addShared(all);
        return all;
    }

    private static void rename(JsonNode node, Map<String, String> names) {
        if (node instanceof ObjectNode object && object.path("$ref").isString()) {
            String schema = object.path("$ref").asString().replace("#/components/schemas/", "");
            if (names.containsKey(schema)) {
                object.put("$ref", "#/components/schemas/" + names.get(schema));
            }
        }
        node.forEach(child -> rename(child, names));
    }

    /** What every operation has: a tag, a name, a token, and its errors. */
    private static void describe(String method, String path, ObjectNode operation) {
        operation.putArray("tags").add(path.split("/")[2]);
        operation.put("operationId", operationId(method, path));
        if (NO_TOKEN.contains(path)) {
            operation.putArray("security");
        }
        JsonNode ok = operation.at("/responses/200/content");
        if (ok.has("*/*")) {
            ObjectNode content = (ObjectNode) ok;
            content.set("application/json", content.remove("*/*"));
        }
        if (path.equals("/api/submissions") && method.equals("post")) {
            ((ObjectNode) operation.path("responses")).remove("200");
        }
        List<String> errors = new ArrayList<>(List.of("400", "503"));
        if (!NO_TOKEN.contains(path)) {
            errors.addAll(List.of("401", "403", "404", "422", "429"));
        }
        if (!method.equals("get")) {
            errors.addAll(List.of("409", "413", "415"));
        }
        if (operation.path("parameters").toString().contains("If-Match")) {
            errors.add("412");
            // what is read, and the cells of a draft, may be asked for without
            if (!List.of("get", "patch").contains(method)) {
                errors.add("428");
            }
        }
        ObjectNode responses = (ObjectNode) operation.path("responses");
        errors.forEach(status -> responses.putObject(status).put("$ref", "#/components/responses/Problem" + status));
    }

    private static String operationId(String method, String path) {
        StringBuilder id = new StringBuilder(method);
        for (String word : path.replaceFirst("^/api/", "").split("[/-]")) {
            id.append(capital(word.replaceAll("[{}.]", "")));
        }
        return id.toString();
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
    }

    private static void addShared(ObjectNode all) {
        ObjectNode components = (ObjectNode) all.path("components");
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("token").put("type", "http").put("scheme", "bearer").put("bearerFormat", "JWT");
        schemes.putObject("client").put("type", "http").put("scheme", "basic");
        all.putArray("security").addObject().putArray("token");
        ObjectNode responses = components.putObject("responses");
        Map.of(
                        "400", "The request cannot be read",
                        "401", "A valid token is needed",
                        "403", "The token does not allow this",
                        "404", "There is no such thing, or not for the caller",
                        "409", "It contradicts what is",
                        "412", "The thing has changed since it was seen",
                        "413", "The body is too large",
                        "415", "This media type is not read here",
                        "422", "Understood but not acceptable; `errors` has every error",
                        "428", "Say in If-Match which version was seen")
                .forEach((status, title) -> problem(responses.putObject("Problem" + status), title, false));
        problem(responses.putObject("Problem429"), "More than one client may ask", true);
        problem(responses.putObject("Problem503"), "A part that is needed is not there at the moment", true);
    }

    private static void problem(ObjectNode response, String title, boolean comeAgain) {
        response.put("description", title);
        if (comeAgain) {
            response.putObject("headers")
                    .putObject("Retry-After")
                    .put("description", "seconds")
                    .putObject("schema")
                    .put("type", "integer");
        }
        response.putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/ProblemBody");
    }

    /** Adds what is missing, and puts the overlay's word where both say something. */
    private static void merge(ObjectNode into, JsonNode overlay) {
        overlay.properties().forEach(one -> {
            JsonNode known = into.get(one.getKey());
            if (known instanceof ObjectNode object
                    && one.getValue().isObject()
                    && !one.getKey().equals("example")
                    && !one.getValue().has("$ref")) {
                merge(object, one.getValue());
            } else {
                into.set(one.getKey(), one.getValue());
            }
        });
    }
}
