package huikan.review.workflow;

import huikan.canonical.CanonicalJson;
import huikan.events.Event;
import huikan.events.SupervisionEvent.EscalationClimbed;
import huikan.events.SupervisionEvent.Step;
import huikan.service.outbox.Outbox;
import huikan.trail.TrailStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is written of a step.
 *
 * @param seen the case before it, as JSON; empty for a new one
 * @param after the case as it is stored
 * @param tree the same as JSON
 * @param changed the fields that differ from what was seen
 * @param events what the step is published as, and what people should hear of
 */
record WrittenStep<T extends Record & Case<S>, S extends Enum<S> & State>(
        ObjectNode seen,
        T after,
        ObjectNode tree,
        Map<String, JsonNode> changed,
        TrailStep step,
        Transition<T> change,
        List<Event> events) {

    private static final List<String> KEPT_HERE = List.of("version", "head");

    static <T extends Record & Case<S>, S extends Enum<S> & State> WrittenStep<T, S> of(
            Workflow<T, S> workflow, @Nullable T seen, Transition<T> change) {
        ObjectNode before = seen == null ? Json.empty() : Json.tree(seen);
        ObjectNode after = Json.tree(change.after());
        after.remove(KEPT_HERE);
        Map<String, JsonNode> changed = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : after.properties()) {
            if (!field.getValue().equals(before.get(field.getKey()))) {
                changed.put(field.getKey(), field.getValue());
            }
        }
        long version = seen == null ? 1 : seen.version() + 1;
        TrailStep step = TrailStep.after(
                version,
                seen == null ? TrailStep.origin(workflow.kind(), change.after().id()) : seen.head(),
                change.made(),
                seen == null ? null : seen.status().name(),
                change.after().status().name(),
                change.said(),
                CanonicalJson.digest(after));
        after.put("version", version).put("head", step.hash());
        T stored = Json.read(after, workflow.type());
        return new WrittenStep<>(
                before, stored, after, changed, step, change, events(workflow, seen, stored, step, change));
    }

    /** The step that moves to the trail, and what else is a document of its own. */
    List<Outbox.Kept> parts(Steps steps) {
        return Stream.concat(Stream.of(steps.part(after.id(), step)), change.parts().stream())
                .map(part -> new Outbox.Kept(part.collection(), new Document(part.document()).append("n", step.n())))
                .toList();
    }

    private static <T extends Record & Case<S>, S extends Enum<S> & State> List<Event> events(
            Workflow<T, S> workflow, @Nullable T seen, T after, TrailStep step, Transition<T> change) {
        Step published = published(step);
        Optional<EscalationClimbed> climbed = Escalations.event(workflow, seen, after, published);
        List<Event> events = new ArrayList<>();
        climbed.ifPresentOrElse(
                events::add, () -> events.addAll(workflow.published().of(seen, after, published)));
        if (climbed.isPresent() || workflow.storage().waitingNotices()) {
            Notifications.of(
                            workflow.kind(), seen, after, climbed, change.made().at())
                    .ifPresent(events::add);
        }
        return List.copyOf(events);
    }

    private static Step published(TrailStep step) {
        return new Step(
                step.move(),
                step.from(),
                step.to(),
                step.n(),
                step.hash(),
                step.by(),
                step.at(),
                Evidence.named(step.request()));
    }
}
