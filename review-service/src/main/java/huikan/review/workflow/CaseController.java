package huikan.review.workflow;

import huikan.problem.FieldError;
import huikan.service.page.Page;
import huikan.service.problem.HttpProblem;
import huikan.service.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/{kind}}: the list, one, a new one, its moves and its trail, for every kind of case. */
@RestController
@RequestMapping("/api/{kind:" + CaseController.KINDS + "}")
final class CaseController {

    /** The kinds of which all paths are these; others have controllers of their own beside them. */
    static final String KINDS =
            "findings|orders|letters|inspections|reinspections|case-reviews|task-lists|tasks|draws|reviews|reminders";

    private final Workflows workflows;

    CaseController(Workflows workflows) {
        this.workflows = workflows;
    }

    @GetMapping
    Page<ObjectNode> list(
            @PathVariable String kind,
            Caller caller,
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Boolean overdue,
            @RequestParam(defaultValue = "OPENED") ListCursor order,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return page(
                workflows.of(kind),
                caller,
                parameters,
                under,
                agency,
                status,
                overdue,
                order,
                Page.limit(limit),
                cursor);
    }

    private static <T extends Record & Case<S>, S extends Enum<S> & State> Page<ObjectNode> page(
            Cases<T, S> cases,
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
        cases.workflow()
                .presentation()
                .filters()
                .forEach((name, type) -> selection.where(name, value(type, name, parameters.get(name))));
        StoredCases.Slice<T> slice = cases.store().list(selection, order, cursor, limit);
        return new Page<>(cases.views().of(slice, act), slice.next());
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

    // the register has formats that it does not know, too
    @GetMapping("/{id:(?!register$).+}")
    ResponseEntity<ObjectNode> one(@PathVariable String kind, @PathVariable String id, Caller caller) {
        return one(workflows.of(kind), id, caller);
    }

    private static <T extends Record & Case<S>, S extends Enum<S> & State> ResponseEntity<ObjectNode> one(
            Cases<T, S> cases, String id, Caller caller) {
        return CaseResponses.of(cases, cases.visible(id, caller), caller);
    }

    @PostMapping
    ResponseEntity<ObjectNode> open(
            @PathVariable String kind, @RequestBody(required = false) byte @Nullable [] body, Caller caller)
            throws HttpRequestMethodNotSupportedException {
        return open(workflows.of(kind), body == null ? new byte[0] : body, caller);
    }

    private static <T extends Record & Case<S>, S extends Enum<S> & State> ResponseEntity<ObjectNode> open(
            Cases<T, S> cases, byte[] body, Caller caller) throws HttpRequestMethodNotSupportedException {
        if (cases.workflow().opening() == null) {
            // the suite itself opens them
            throw new HttpRequestMethodNotSupportedException("POST", List.of("GET"));
        }
        return CaseResponses.created(cases, cases.open(body, caller), caller);
    }

    @PostMapping("/{id}/{move}")
    ResponseEntity<ObjectNode> move(
            @PathVariable String kind,
            @PathVariable String id,
            @PathVariable String move,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            Caller caller) {
        return move(workflows.of(kind), id, move, seen, body == null ? new byte[0] : body, caller);
    }

    private static <T extends Record & Case<S>, S extends Enum<S> & State> ResponseEntity<ObjectNode> move(
            Cases<T, S> cases, String id, String move, @Nullable String seen, byte[] body, Caller caller) {
        return CaseResponses.of(cases, cases.move(id, move, seen, body, caller), caller);
    }

    /** The hash-chained history. It has no bound, so that it is written as it is read. */
    @GetMapping("/{id}/trail")
    void trail(@PathVariable String kind, @PathVariable String id, Caller caller, HttpServletResponse response)
            throws IOException {
        trail(workflows.of(kind), id, caller, response);
    }

    private static <T extends Record & Case<S>, S extends Enum<S> & State> void trail(
            Cases<T, S> cases, String id, Caller caller, HttpServletResponse response) throws IOException {
        T seen = cases.visible(id, caller);
        if (!caller.isAdmin() && !cases.workflow().presentation().trailFor().test(seen, caller)) {
            throw CaseProblem.NOT_YOURS.because("The whole history is for " + seen.agency() + " and those above it.");
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        cases.store().steps().write(id, response.getOutputStream());
    }
}
