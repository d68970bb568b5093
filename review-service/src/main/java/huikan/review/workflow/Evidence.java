package huikan.review.workflow;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.events.AttachmentEvent;
import huikan.events.AttachmentEvent.AttachmentRemoved;
import huikan.events.AttachmentEvent.AttachmentStored;
import huikan.service.request.Bounds;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.service.store.Copies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** 佐证材料: the attachments that evidence may name, as submission-service tells them. */
@Repository
public class Evidence {

    /** {@code sha256:} and 64 hexadecimal digits. */
    static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Somebody may name what was uploaded a moment ago: its event is waited for that long. */
    private static final Duration LONGEST_LAG = Duration.ofSeconds(3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final MongoCollection<Document> attachments;

    Evidence(MongoDatabase database) {
        this.attachments = database.getCollection("attachments");
    }

    /** Of each attachment the latest version stands, in whatever order they come. */
    public void put(List<AttachmentEvent> events) {
        Copies.write(
                attachments,
                events.stream()
                        .map(event -> new Document("_id", event.digest())
                                .append("seenBy", seenBy(event))
                                .append("version", event.version()))
                        .toList());
    }

    private static List<String> seenBy(AttachmentEvent event) {
        return switch (event) {
            case AttachmentStored stored -> stored.seenBy();
            case AttachmentRemoved removed -> List.of();
        };
    }

    /** What was not uploaded by the caller's agency or one below it is a violation. */
    public void check(String pointer, @Nullable List<String> digests, Act act, Violations violations) {
        List<String> named =
                digests == null ? List.of() : digests.subList(0, Math.min(digests.size(), Bounds.EVIDENCE));
        Set<String> unknown = named.stream()
                .filter(digest -> DIGEST.matcher(digest).matches())
                .collect(Collectors.toSet());
        // all that one request names is waited for together
        long end = act.fact(Evidence.class.getName(), () -> System.nanoTime() + LONGEST_LAG.toNanos());
        unknown.removeAll(there(unknown, act.caller()));
        while (!unknown.isEmpty()
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            unknown.removeAll(there(unknown, act.caller()));
        }
        for (int i = 0; i < named.size(); i++) {
            violations.addIf(
                    unknown.contains(named.get(i)),
                    pointer + "/" + i,
                    "evidence.unknown",
                    "Your agency has no attachment " + named.get(i) + "; upload it first.");
        }
    }

    private Set<String> there(Set<String> digests, Caller caller) {
        Set<String> there = new HashSet<>();
        if (!digests.isEmpty()) {
            attachments.find(in("_id", digests)).forEach(one -> {
                if (caller.maySee(one.getList("seenBy", String.class))) {
                    there.add(one.getString("_id"));
                }
            });
        }
        return there;
    }

    /** The same, of a move's request. */
    public <T, R> Move.Check<T, R> at(String pointer, Function<R, @Nullable List<String>> digests) {
        return (seen, request, act, violations) -> check(pointer, digests.apply(request), act, violations);
    }

    /** The digests that stand in lists of what was said with a step. */
    static List<String> named(JsonNode said) {
        Set<String> found = new TreeSet<>();
        collect(said, false, found);
        return new ArrayList<>(found);
    }

    private static void collect(JsonNode node, boolean inList, Set<String> found) {
        if (node.isString() && inList && DIGEST.matcher(node.asString()).matches()) {
            found.add(node.asString());
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, true, found));
        } else if (node.isObject()) {
            node.forEach(field -> collect(field, false, found));
        }
    }
}
