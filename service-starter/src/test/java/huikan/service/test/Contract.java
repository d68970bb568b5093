package huikan.service.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import huikan.service.problem.Problem;
import huikan.service.security.Caller;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service's part of the published contract, from its controllers and their Javadoc. It is written down when the
 * integration tests run, and needs nothing in the running service; {@code standalone} makes one document of all.
 */
final class Contract {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    static {
        // who calls comes from the token, and is no parameter
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    private Contract() {}

    /**
     * Writes {@code target/openapi.json}.
     *
     * @param packages whose problems are told, as {@code huikan.submission}
     */
    static void write(int port, String packages) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/api-docs"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ObjectNode document = (ObjectNode) JSON.readTree(answer.body());
        nullability(document, packages, "huikan.service", "huikan.events", "huikan.problem");
        document.set("x-problems", problems(packages, "huikan.service"));
        Files.writeString(Path.of("target", "openapi.json"), JSON.writeValueAsString(document) + "\n");
    }

    /** What a record says may be null is nullable, and what may not is required. */
    private static void nullability(ObjectNode document, String... packages) {
        Map<String, List<Class<?>>> records = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packages)) {
            if (type.isRecord()) {
                records.computeIfAbsent(type.getSimpleName(), name -> new ArrayList<>())
                        .add(type.reflect());
            }
        }
        document.at("/components/schemas").properties().forEach(schema -> {
            if (!(schema.getValue().path("properties") instanceof ObjectNode properties)) {
                return;
            }
            // Page<X> becomes PageX
            String name = schema.getKey().startsWith("Page") ? "Page" : schema.getKey();
            records.getOrDefault(name, List.of()).stream()
                    .filter(type -> hasAll(properties, type))
                    .findFirst()
                    .ifPresent(type -> nullability((ObjectNode) schema.getValue(), properties, type));
        });
    }

    private static boolean hasAll(ObjectNode properties, Class<?> type) {
        return Stream.of(type.getRecordComponents()).allMatch(component -> properties.has(component.getName()));
    }

    private static void nullability(ObjectNode schema, ObjectNode properties, Class<?> type) {
        ArrayNode required = JSON.createArrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                JsonNode known = properties.get(component.getName());
                ObjectNode nullable = JSON.createObjectNode();
                nullable.putArray("anyOf")
                        .add(known)
                        .add(JSON.createObjectNode().put("type", "null"));
                properties.set(component.getName(), nullable);
            } else if (!mayBeLeftOut(component)) {
                required.add(component.getName());
            }
        }
        schema.set("required", required);
    }

    private static boolean mayBeLeftOut(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonInclude.class)
                || component.getDeclaringRecord().isAnnotationPresent(JsonInclude.class);
    }

    /** The catalogue of errors: code, status and title of each. */
    private static JsonNode problems(String... packages) {
        Map<String, ObjectNode> byCode = new TreeMap<>();
        List<JavaClass> catalogues = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packages)) {
            if (type.isEnum() && type.isAssignableTo(Problem.class)) {
                catalogues.add(type);
            }
        }
        for (JavaClass catalogue : catalogues) {
            for (Object one : catalogue.reflect().getEnumConstants()) {
                Problem.Kind kind = ((Problem) one).kind();
                byCode.put(
                        kind.code(),
                        JSON.createObjectNode()
                                .put("type", "/problems/" + kind.code())
                                .put("status", kind.status())
                                .put("title", kind.title()));
            }
        }
        assertThat(byCode).isNotEmpty();
        ArrayNode problems = JSON.createArrayNode();
        byCode.values().forEach(problems::add);
        return problems;
    }
}
