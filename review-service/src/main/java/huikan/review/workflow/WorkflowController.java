package huikan.review.workflow;

import huikan.review.access.Relation;
import huikan.service.page.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/workflows}: every kind of case with its states and moves, so that a client can draw the dialog of any move. */
@RestController
@RequestMapping("/api/workflows")
final class WorkflowController {

    private final Workflows workflows;

    WorkflowController(Workflows workflows) {
        this.workflows = workflows;
    }

    /** In Chinese and in English. */
    record Names(String zh, String en) {}

    /**
     * @param open whether the unit still owes something
     */
    record StateView(String state, Names names, boolean open) {}

    /**
     * A move.
     *
     * @param by who makes it; none where the suite alone does
     * @param from the states in which it can be made; none for the one that opens a case
     * @param to where it may lead
     * @param request the JSON Schema of its body; null where nothing is said with it
     * @param path the last part of the path that leads to it; null where the kind's own path opens it, and where only the
     *     suite makes it
     * @param system whether the suite makes it, too
     */
    record MoveView(
            String move,
            Names names,
            List<String> by,
            List<String> from,
            List<String> to,
            @Nullable JsonNode request,
            @Nullable String path,
            boolean system) {}

    /** A kind of case. */
    record WorkflowView(String kind, Names names, List<StateView> states, List<MoveView> moves) {}

    @GetMapping
    Page<WorkflowView> list() {
        return Page.whole(workflows.all().stream().map(WorkflowController::view).toList());
    }

    @GetMapping("/{kind}")
    WorkflowView one(@PathVariable String kind) {
        return view(workflows.of(kind));
    }

    /** Made when somebody asks for the first time. */
    private static final class Requests {
        static final Schemas SCHEMAS = new Schemas(field -> null);
    }

    private static <T extends Record & Case<S>, S extends Enum<S> & State> WorkflowView view(Cases<T, S> cases) {
        Workflow<T, S> workflow = cases.workflow();
        List<StateView> states = Arrays.stream(workflow.states().getEnumConstants())
                .map(state -> new StateView(state.name(), new Names(state.zh(), state.en()), state.open()))
                .toList();
        List<MoveView> moves = new ArrayList<>();
        Opening<T, ?> opening = workflow.opening();
        if (opening != null) {
            moves.add(new MoveView(
                    opening.name(),
                    new Names(opening.zh(), opening.name().replace('-', ' ')),
                    List.of(opening.by()),
                    List.of(),
                    List.of(states.getFirst().state()),
                    chosen(Requests.SCHEMAS.of(opening.request()), workflow),
                    null,
                    false));
        }
        workflow.moves().values().forEach(move -> moves.add(view(move)));
        return new WorkflowView(workflow.kind(), new Names(workflow.zh(), workflow.en()), states, moves);
    }

    private static ObjectNode chosen(ObjectNode request, Workflow<?, ?> workflow) {
        workflow.presentation().choices().forEach((field, values) -> {
            ArrayNode all = ((ObjectNode) request.path("properties").path(field)).putArray("enum");
            values.forEach(all::add);
        });
        return request;
    }

    private static <T, S extends Enum<S> & State> MoveView view(Move<T, S, ?> move) {
        return new MoveView(
                move.name(),
                new Names(move.zh(), move.en()),
                move.by().stream()
                        .filter(who -> who != Relation.SYSTEM)
                        .map(Relation::name)
                        .sorted()
                        .toList(),
                move.leads().keySet().stream().sorted().map(State::name).toList(),
                move.leads().values().stream()
                        .flatMap(Collection::stream)
                        .distinct()
                        .sorted()
                        .map(State::name)
                        .toList(),
                move.request() == Move.None.class ? null : Requests.SCHEMAS.of(move.request()),
                move.isOfTheSuite() ? null : move.path(),
                move.by().contains(Relation.SYSTEM));
    }
}
