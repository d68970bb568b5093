package huikan.review.workflow;

import com.github.therapi.runtimejavadoc.ClassJavadoc;
import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentFormatter;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.github.victools.jsonschema.generator.FieldScope;
import huikan.review.access.Relation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The paths of every kind of case, from its declaration: one controller serves them all and knows none of them. */
public final class WorkflowContract {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final CommentFormatter TEXT = new CommentFormatter();
    private static final Schemas SCHEMAS = new Schemas(WorkflowContract::described);
    private static final String GENERIC = "/api/{kind}";

    private final ObjectNode paths;
    private final ObjectNode schemas;
    private final JsonNode list;

    private WorkflowContract(ObjectNode document) {
        this.paths = (ObjectNode) document.path("paths");
        this.schemas = (ObjectNode) document.at("/components/schemas");
        this.list = paths.path(GENERIC).path("get");
    }

    public static void complete(ObjectNode document, Workflows workflows) {
        WorkflowContract contract = new WorkflowContract(document);
        contract.put("Trail", SCHEMAS.of(huikan.trail.Trail.class));
        workflows.all().forEach(cases -> contract.kind(cases.workflow()));
        answer((ObjectNode) contract.paths.at("/~1api~1task-lists~1import/post"), "201", "TaskListView");
        for (String generic : List.of("", "/{id}", "/{id}/{move}", "/{id}/trail")) {
            contract.paths.remove(GENERIC + generic);
        }
    }

    private void put(String name, ObjectNode schema) {
        schemas.set(name, schema);
    }

    private static ObjectNode ref(String name) {
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private <T extends Record & Case<S>, S extends Enum<S> & State> void kind(Workflow<T, S> workflow) {
        String name = workflow.type().getSimpleName();
        String path = "/api/" + workflow.kind();
        String view = name + "View";
        if (workflow.presentation().view() == null) {
            put(view, view(workflow));
            put("Page" + view, page(view));
            ObjectNode get = paths.withObjectProperty(path).putObject("get");
            get.put("description", "Those that the caller may see.");
            get.set("parameters", parameters(workflow));
            answer(get, "200", "Page" + view);
            ObjectNode one = paths.withObjectProperty(path + "/{id}").putObject("get");
            one.putArray("parameters").add(id("id"));
            answer(one, "200", view);
        }
        Opening<T, ?> opening = workflow.opening();
        if (opening != null) {
            ObjectNode post = paths.withObjectProperty(path).putObject("post");
            post.put("description", opening.zh() + ": by " + opening.by() + ".");
            body(post, name, opening.request());
            answer(post, "201", view);
        }
        workflow.moves().values().stream()
                .filter(Move::hasPath)
                .forEach(move -> move(path + "/{id}/" + move.name(), name, view, move));
        ObjectNode trail = paths.withObjectProperty(path + "/{id}/trail").putObject("get");
        trail.put("description", "The hash-chained history.");
        trail.putArray("parameters").add(id("id"));
        answer(trail, "200", "Trail");
    }

    private <T, S> void move(String path, String name, String view, Move<T, S, ?> move) {
        ObjectNode post = paths.withObjectProperty(path).putObject("post");
        String by = move.by().stream()
                .filter(relation -> relation != Relation.SYSTEM)
                .sorted()
                .map(Relation::en)
                .collect(Collectors.joining("; "));
        post.put(
                "description",
                move.zh() + ": by " + by + ", when it is " + move.leads().keySet() + ".");
        post.putArray("parameters")
                .add(id("id"))
                .add(JSON.createObjectNode()
                        .put("in", "header")
                        .put("name", "If-Match")
                        .put("required", false)
                        .set("schema", JSON.createObjectNode().put("type", "string")));
        if (move.request() != Move.None.class) {
            body(post, name, move.request());
        }
        answer(post, "200", view);
    }

    private void body(ObjectNode operation, String name, Class<?> request) {
        String schema = name + request.getSimpleName();
        put(schema, SCHEMAS.of(request));
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        body.putObject("content").putObject("application/json").set("schema", ref(schema));
    }

    private static void answer(ObjectNode operation, String status, String view) {
        ObjectNode response = operation
                .putObject("responses")
                .putObject(status)
                .put("description", status.equals("201") ? "Created" : "OK");
        response.putObject("content").putObject("application/json").set("schema", ref(view));
    }

    private static ObjectNode id(String name) {
        return JSON.createObjectNode()
                .put("in", "path")
                .put("name", name)
                .put("required", true)
                .set("schema", JSON.createObjectNode().put("type", "string"));
    }

    /** Those of every list, with the states of this kind, and its own. */
    private <T extends Record & Case<S>, S extends Enum<S> & State> ArrayNode parameters(Workflow<T, S> workflow) {
        ArrayNode parameters = JSON.createArrayNode();
        for (JsonNode one : list.path("parameters")) {
            String name = one.path("name").asString();
            if (!name.equals("kind") && !name.equals("parameters")) {
                ObjectNode copy = (ObjectNode) one.deepCopy();
                if (name.equals("status")) {
                    ArrayNode states = copy.withObjectProperty("schema").putArray("enum");
                    Arrays.stream(workflow.states().getEnumConstants()).forEach(state -> states.add(state.name()));
                }
                parameters.add(copy);
            }
        }
        workflow.presentation()
                .filters()
                .forEach((name, type) -> parameters.add(JSON.createObjectNode()
                        .put("in", "query")
                        .put("name", name)
                        .put("required", false)
                        .set("schema", SCHEMAS.of(type))));
        return parameters;
    }

    private static ObjectNode page(String view) {
        ObjectNode page = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = page.putObject("properties");
        properties.putObject("items").put("type", "array").set("items", ref(view));
        properties.putObject("next").putArray("type").add("string").add("null");
        page.putArray("required").add("items").add("next");
        return page;
    }

    /** What is kept and not hidden, and what is worked out. */
    private static <T extends Record & Case<S>, S extends Enum<S> & State> ObjectNode view(Workflow<T, S> workflow) {
        ObjectNode schema = SCHEMAS.of(workflow.type());
        ObjectNode properties = (ObjectNode) schema.path("properties");
        ArrayNode required = JSON.createArrayNode();
        schema.path("required").forEach(name -> {
            if (!workflow.presentation().hidden().contains(name.asString())) {
                required.add(name);
            }
        });
        workflow.presentation().hidden().forEach(properties::remove);
        properties.putObject("overdue").put("type", "boolean");
        if (!properties.has("dueOn")) {
            ArrayNode types = properties.putObject("dueOn").putArray("type");
            types.add("string").add("null");
        }
        properties.putObject("moves").put("type", "array").putObject("items").put("type", "string");
        required.add("overdue").add("moves");
        workflow.presentation().computed().forEach((name, field) -> properties.set(name, SCHEMAS.of(field.type())));
        schema.set("required", required);
        return schema;
    }

    private static @Nullable String described(FieldScope field) {
        ClassJavadoc owner = RuntimeJavadoc.getJavadoc(field.getRawMember().getDeclaringClass());
        return owner.getRecordComponents().stream()
                .filter(component -> component.getName().equals(field.getName()))
                .map(ParamJavadoc::getComment)
                .flatMap(comment -> Stream.ofNullable(text(comment)))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String text(Comment comment) {
        String text = TEXT.format(comment)
                .replaceAll("<[^>]+>", "")
                .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
        return text.isEmpty() ? null : text;
    }
}
