package huikan.review.task;

import huikan.review.access.Units;
import huikan.review.task.TaskList.Leaf;
import huikan.review.task.TaskList.Measure;
import huikan.review.task.TaskListRequests.Draft;
import huikan.review.workflow.Act;
import huikan.review.workflow.Json;
import huikan.review.workflow.Move;
import huikan.service.request.Violations;
import huikan.service.security.Role;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rows of a task list's workflow do not say. */
record TaskListRules(Units units, TaskSettings settings) {

    /** Bytes of its JSON: with its step it has to fit into one document. */
    private static final int LARGEST = 480_000;

    static @Nullable String owner(Act act) {
        return act.caller().agency() != null && act.caller().is(Role.SUPERVISOR)
                ? null
                : "A supervisor draws up a task list.";
    }

    void draft(Draft request, Act act, Violations violations) {
        leaves(TaskList.leaves(request.tree()), act, violations);
        int bytes = Json.tree(request).toString().getBytes(StandardCharsets.UTF_8).length;
        violations.addIf(
                bytes > LARGEST,
                "/aspects",
                "list.too-large",
                "At most " + LARGEST + " bytes of JSON; came " + bytes + ". Make several lists of it.");
    }

    /** The pointers of the leaves are those of what was read: of a request, or of a table. */
    void leaves(List<Leaf> leaves, Act act, Violations violations) {
        violations.count("/aspects", leaves.size(), 0, settings.most());
        Set<String> named = new HashSet<>();
        for (Leaf leaf : leaves) {
            named.addAll(leaf.measure().supporting());
            if (leaf.measure().lead() != null) {
                named.add(leaf.measure().lead());
            }
        }
        Units.Known known = units.known(named, act.caller());
        for (Leaf leaf : leaves) {
            Measure measure = leaf.measure();
            known.requireTeam(leaf.pointer(), measure.lead(), measure.supporting(), violations);
            violations.addIf(
                    measure.lead() != null && act.caller().actsFor(measure.lead()),
                    leaf.pointer() + "/lead",
                    "lead.owner",
                    "Who issues a list checks its tasks, and leads none of them.");
        }
    }

    /** A list that is issued leaves nothing open. */
    static void whole(TaskList list, Move.None nothing, Act act, Violations violations) {
        List<Leaf> leaves = list.leaves();
        violations.addIf(leaves.isEmpty(), "/aspects", "items.count", "A list that is issued has a measure at least.");
        for (Leaf leaf : leaves) {
            Measure measure = leaf.measure();
            String at = leaf.pointer();
            violations
                    .addIf(measure.lead() == null, at + "/lead", "field.missing", "A measure has a lead unit.")
                    .addIf(measure.dueOn() == null, at + "/dueOn", "field.missing", "A measure has a due date.")
                    .notBefore(at + "/dueOn", measure.dueOn(), act.today())
                    .addIf(
                            measure.deliverable() == null,
                            at + "/deliverable",
                            "field.missing",
                            "A measure says what is there when it is done.");
        }
    }
}
