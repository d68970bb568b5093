package huikan.review.matter;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.events.AttachmentEvent;
import huikan.events.AttachmentEvent.AttachmentRemoved;
import huikan.events.AttachmentEvent.AttachmentStored;
import huikan.service.security.Caller;
import huikan.service.store.Copies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.bson.Document;
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

    /** What is no digest, or was not uploaded by the caller's agency or one below it, is wanting. */
    public void check(String pointer, List<String> digests, Caller caller, Wanting wanting) {
        wanting.count(pointer, digests, 0, Wanting.MOST_EVIDENCE);
        long end = System.nanoTime() + LONGEST_LAG.toNanos();
        for (int i = 0; i < Math.min(digests.size(), Wanting.MOST_EVIDENCE); i++) {
            String at = pointer + "/" + i;
            if (!DIGEST.matcher(digests.get(i)).matches()) {
                wanting.error(at, "digest.malformed", "sha256: and 64 hexadecimal digits.");
            } else if (!isThere(digests.get(i), caller, end)) {
                wanting.error(
                        at,
                        "evidence.unknown",
                        "Your agency has no attachment " + digests.get(i) + "; upload it first.");
            }
        }
    }

    private boolean isThere(String digest, Caller caller, long end) {
        boolean there = isThere(digest, caller);
        while (!there && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            there = isThere(digest, caller);
        }
        return there;
    }

    private boolean isThere(String digest, Caller caller) {
        Document known = attachments.find(eq(digest)).first();
        return known != null && caller.maySee(known.getList("seenBy", String.class));
    }

    /** The digests that stand in lists of what a step changed. */
    static List<String> named(JsonNode changed) {
        Set<String> found = new TreeSet<>();
        collect(changed, false, found);
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
