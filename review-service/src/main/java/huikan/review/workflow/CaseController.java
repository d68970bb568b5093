package huikan.review.workflow;

import huikan.service.page.Page;
import huikan.service.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
            "findings|orders|letters|inspections|reinspections|case-reviews|task-lists|tasks|draws|reviews|reminders|requests";

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
        return workflows
                .of(kind)
                .resource()
                .page(caller, parameters, under, agency, status, overdue, order, Page.limit(limit), cursor);
    }

    // the register has formats that it does not know, too
    @GetMapping("/{id:(?!register$).+}")
    ResponseEntity<ObjectNode> one(@PathVariable String kind, @PathVariable String id, Caller caller) {
        return workflows.of(kind).resource().one(id, caller);
    }

    @PostMapping
    ResponseEntity<ObjectNode> open(
            @PathVariable String kind, @RequestBody(required = false) byte @Nullable [] body, Caller caller)
            throws HttpRequestMethodNotSupportedException {
        return workflows.of(kind).resource().open(body == null ? new byte[0] : body, caller);
    }

    @PostMapping("/{id}/{move}")
    ResponseEntity<ObjectNode> move(
            @PathVariable String kind,
            @PathVariable String id,
            @PathVariable String move,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            Caller caller) {
        return workflows.of(kind).resource().move(id, move, seen, body == null ? new byte[0] : body, caller);
    }

    /** The hash-chained history. It has no bound, so that it is written as it is read. */
    @GetMapping("/{id}/trail")
    void trail(@PathVariable String kind, @PathVariable String id, Caller caller, HttpServletResponse response)
            throws IOException {
        workflows.of(kind).resource().trail(id, caller, response);
    }
}
