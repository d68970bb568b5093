package huikan.review.workflow;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What callers are shown of the cases of one kind. */
final class CaseViews<T extends Record & Case<S>, S extends Enum<S> & State> {

    private final AllowedMoves<T, S> allowed;
    private final Workflow.Presentation<T> shown;

    CaseViews(Workflow<T, S> workflow, AllowedMoves<T, S> allowed) {
        this.allowed = allowed;
        this.shown = workflow.presentation();
    }

    /** What a caller is shown of one case. */
    ObjectNode of(T one, Act act) {
        shown.facts().accept(List.of(one), act);
        return view(one, act, true);
    }

    /** What a caller is shown of a page of them. */
    List<ObjectNode> of(StoredCases.Slice<T> slice, Act act) {
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
        view.set("moves", Json.any(allowed.moves(one, act)));
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
