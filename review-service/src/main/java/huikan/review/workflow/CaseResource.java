package huikan.review.workflow;

import huikan.problem.FieldError;
import huikan.service.page.Page;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The cases of one kind over HTTP: what callers are shown of them, each with its version as the ETag. */
public final class CaseResource<T extends Record & Case<S>, S extends Enum<S> & State> {

    private final Cases<T, S> cases;
    private final Workflow.Presentation<T> shown;

    CaseResource(Cases<T, S> cases) {
        this.cases = cases;
        this.shown = cases.workflow().presentation();
    }

    Page<ObjectNode> page(
            Caller caller,
            Map<String, String> parameters,
            @Nullable String under,
            @Nullable String agency,
            @Nullable String status,
            @Nullable Boolean overdue,
            ListCursor order,
            int limit,
            @Nullable String cursor) {
        Act act = cases.act(caller);
        Selection selection = Selection.of(caller)
                .under(under)
                .agency(agency)
                .status(status == null ? null : state(cases.workflow().states(), status))
                .overdue(overdue, act.today());
        shown.filters().forEach((name, type) -> selection.where(name, value(type, name, parameters.get(name))));
        StoredCases.Slice<T> slice = cases.store().list(selection, order, cursor, limit);
        return new Page<>(of(slice, act), slice.next());
    }

    private static <S extends Enum<S>> S state(Class<S> states, String name) {
        try {
            return Enum.valueOf(states, name);
        } catch (IllegalArgumentException unknown) {
            throw notAValue("status", name);
        }
    }

    private static @Nullable Object value(Class<?> type, String name, @Nullable String text) {
        if (text == null || type != Boolean.class) {
            return text;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw notAValue(name, text);
        }
        return Boolean.valueOf(text);
    }

    private static RuntimeException notAValue(String name, String text) {
        return HttpProblem.INVALID.because(
                "The parameter \"" + name + "\" cannot be \"" + text + "\".",
                List.of(new FieldError("", "parameter." + name, "not a value of this parameter")));
    }

    ResponseEntity<ObjectNode> one(String id, Caller caller) {
        return answer(cases.visible(id, caller), caller);
    }

    ResponseEntity<ObjectNode> open(byte[] body, Caller caller) throws HttpRequestMethodNotSupportedException {
        if (cases.workflow().opening() == null) {
            // the suite itself opens them
            throw new HttpRequestMethodNotSupportedException("POST", List.of("GET"));
        }
        return created(cases.open(body, caller), caller);
    }

    ResponseEntity<ObjectNode> move(String id, String move, @Nullable String seen, byte[] body, Caller caller) {
        return answer(cases.move(id, move, seen, body, caller), caller);
    }

    private ResponseEntity<ObjectNode> answer(T one, Caller caller) {
        return ResponseEntity.ok().eTag(IfMatch.etag(one.version())).body(of(one, cases.act(caller)));
    }

    /** To whatever opened it. */
    public ResponseEntity<ObjectNode> created(T opened, Caller caller) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/" + cases.workflow().kind() + "/" + opened.id()))
                .eTag(IfMatch.etag(opened.version()))
                .body(of(opened, cases.act(caller)));
    }

    void trail(String id, Caller caller, HttpServletResponse response) throws IOException {
        T seen = cases.visible(id, caller);
        if (!caller.isAdmin() && !shown.trailFor().test(seen, caller)) {
            throw CaseProblem.NOT_YOURS.because("The whole history is for " + seen.agency() + " and those above it.");
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        cases.store().steps().write(id, response.getOutputStream());
    }

    private ObjectNode of(T one, Act act) {
        shown.facts().accept(List.of(one), act);
        return view(one, act, true);
    }

    private List<ObjectNode> of(StoredCases.Slice<T> slice, Act act) {
        shown.facts().accept(slice.cases(), act);
        return slice.cases().stream().map(one -> view(one, act, false)).toList();
    }

    private ObjectNode view(T one, Act act, boolean alone) {
        if (shown.view() != null) {
            return Json.tree(shown.view().apply(one, act));
        }
        T part = shown.part().apply(one, act.caller());
        ObjectNode view = Json.empty();
        view.put("id", part.id()).put("status", part.status().name()).put("agency", part.agency());
        view.put("overdue", one.overdue(act.today()));
        view.set("dueOn", Json.any(one.dueOn()));
        view.set("moves", Json.any(cases.moves(one, act)));
        for (Map.Entry<String, JsonNode> field : Json.tree(part).properties()) {
            if (!view.has(field.getKey()) && !shown.hidden().contains(field.getKey())) {
                view.set(field.getKey(), field.getValue());
            }
        }
        shown.computed().forEach((name, field) -> {
            if (alone || !field.alone()) {
                view.set(name, Json.any(field.value().apply(one, act)));
            }
        });
        return view;
    }
}
