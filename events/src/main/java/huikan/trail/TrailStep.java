package huikan.trail;

import static java.util.Objects.requireNonNull;

import huikan.canonical.CanonicalJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of a thing: who did what and when, and what was different afterwards.
 *
 * @param n 1 for the first; it is the version of the thing after this step
 * @param by a login, or {@code timer}
 * @param agency whom that login acted for; null for a timer and for the administrator
 * @param move the name of the move in the state machine
 * @param from the status before; null for the first step
 * @param to the status afterwards
 * @param changed the fields that were changed and what they are since; null for one that went
 * @param previous the hash of the step before it; of the first, {@link #origin}
 * @param hash over all of the above
 */
public record TrailStep(
        long n,
        Instant at,
        String by,
        @Nullable String agency,
        String move,
        @Nullable String from,
        String to,
        JsonNode changed,
        String previous,
        String hash) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public TrailStep {
        requireNonNull(at, "at");
        requireNonNull(by, "by");
        requireNonNull(move, "move");
        requireNonNull(to, "to");
        requireNonNull(changed, "changed");
        requireNonNull(previous, "previous");
        requireNonNull(hash, "hash");
    }

    /** Who makes a move, and when. */
    public record Made(String move, String by, @Nullable String agency, Instant at) {}

    /** What stands before the first step: the trail of one thing cannot be shown as that of another. */
    public static String origin(String kind, String id) {
        return CanonicalJson.digest(JSON.createObjectNode().put("kind", kind).put("id", id));
    }

    /** The step after another. */
    public static TrailStep after(
            long n, String previous, Made made, @Nullable String from, String to, JsonNode changed) {
        TrailStep open =
                new TrailStep(n, made.at(), made.by(), made.agency(), made.move(), from, to, changed, previous, "");
        return new TrailStep(
                n, made.at(), made.by(), made.agency(), made.move(), from, to, changed, previous, open.computed());
    }

    /** As it is kept: its JSON. */
    public String text() {
        return JSON.writeValueAsString(this);
    }

    /** One that was kept as {@link #text}. */
    public static TrailStep read(String text) {
        return JSON.readValue(text, TrailStep.class);
    }

    /** The hash that it must have: SHA-256 over the RFC 8785 form of the step without its hash. */
    String computed() {
        ObjectNode node = JSON.valueToTree(this);
        node.remove("hash");
        return CanonicalJson.digest(node);
    }
}
