package huikan.service.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import huikan.service.page.Page;
import huikan.service.problem.Problem;
import huikan.service.security.Caller;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
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

    /** By the name of its schema. */
    private static final Map<String, Class<?>> RECORDS = new ConcurrentHashMap<>();

    /** The schema of one of two would be told for both. */
    private static final Set<String> COLLISIONS = ConcurrentHashMap.newKeySet();

    /** Of records in several classes; their schemas are named after their class, too. */
    private static final Set<String> SHARED_NAMES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("huikan").stream()
                    .filter(JavaClass::isRecord)
                    .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .filter(name -> name.getValue() > 1)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());

    static {
        // who calls comes from the token, and is no parameter
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
        ModelConverters.getInstance(true).addConverter(new Records());
    }

    private Contract() {}

    /**
     * Writes {@code target/openapi.json}.
     *
     * @param packages whose problems are told, as {@code huikan.submission}
     * @param completed puts in what no controller says
     */
    static void write(int port, String packages, Consumer<ObjectNode> completed)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/api-docs"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ObjectNode document = (ObjectNode) JSON.readTree(answer.body());
        assertThat(COLLISIONS).isEmpty();
        nullability(document);
        completed.accept(document);
        limits(document);
        document.set("x-problems", problems(packages, "huikan.service"));
        Files.writeString(Path.of("target", "openapi.json"), JSON.writeValueAsString(document) + "\n");
    }

    /** What a record says may be null is nullable, and what may not is required. */
    private static void nullability(ObjectNode document) {
        document.at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().path("properties") instanceof ObjectNode properties) {
                Class<?> type = RECORDS.get(schema.getKey());
                assertThat(type)
                        .as("the record of the schema " + schema.getKey())
                        .isNotNull();
                nullability((ObjectNode) schema.getValue(), properties, type);
            }
        });
    }

    /** As {@code Page} allows them. */
    private static void limits(ObjectNode document) {
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                for (JsonNode parameter : operation.path("parameters")) {
                    if (parameter.path("name").asString().equals("limit")) {
                        ((ObjectNode) parameter.path("schema"))
                                .put("minimum", 1)
                                .put("maximum", Page.LONGEST);
                    }
                }
            }
        }
    }

    /** Notes which record each schema is of, and lets JSON of any form be of any form. */
    private static final class Records implements ModelConverter {
        @Override
        public @Nullable Schema<?> resolve(
                AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> chain) {
            Class<?> type = Json.mapper().constructType(annotated.getType()).getRawClass();
            if (JsonNode.class.isAssignableFrom(type)) {
                return new Schema<>();
            }
            if (ResponseBodyEmitter.class.isAssignableFrom(type)) {
                return new StringSchema();
            }
            if (type.isRecord() && type.getEnclosingClass() != null && SHARED_NAMES.contains(type.getSimpleName())) {
                annotated.name(type.getEnclosingClass().getSimpleName() + type.getSimpleName());
            }
            Schema<?> schema = chain.hasNext() ? chain.next().resolve(annotated, context, chain) : null;
            if (schema != null && type.isRecord()) {
                String name = schema.get$ref() == null
                        ? String.valueOf(schema.getName())
                        : schema.get$ref().replaceAll(".*/", "");
                Class<?> other = RECORDS.putIfAbsent(name, type);
                if (other != null && other != type) {
                    COLLISIONS.add(name + " is " + other + " and " + type);
                }
            }
            return schema;
        }
    }

    private static void nullability(ObjectNode schema, ObjectNode properties, Class<?> type) {
        ArrayNode required = JSON.createArrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                continue;
            }
            String name = Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                    .map(JsonProperty::value)
                    .orElse(component.getName());
            JsonNode known = properties.get(name);
            assertThat(known).as(type + "." + name).isNotNull();
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                ObjectNode nullable = JSON.createObjectNode();
                nullable.putArray("anyOf")
                        .add(known)
                        .add(JSON.createObjectNode().put("type", "null"));
                properties.set(name, nullable);
            } else if (!mayBeLeftOut(component)) {
                required.add(name);
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
