package huikan.trail;

import static java.util.Objects.requireNonNull;

import huikan.canonical.CanonicalJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of a thing: who did what and when, and what was said with it.
 *
 * @param n 1 for the first; it is the version of the thing after this step
 * @param by a login, or {@code timer}
 * @param agency whom that login acted for; null for a timer and for the administrator
 * @param move the name of the move in the state machine
 * @param from the status before; null for the first step
 * @param to the status afterwards
 * @param request what was said with the move
 * @param digest of the thing afterwards, SHA-256 over its RFC 8785 form; null where the request says all of it
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
        JsonNode request,
        @Nullable String digest,
        String previous,
        String hash) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public TrailStep {
        requireNonNull(at, "at");
        requireNonNull(by, "by");
        requireNonNull(move, "move");
        requireNonNull(to, "to");
        requireNonNull(request, "request");
        requireNonNull(previous, "previous");
        requireNonNull(hash, "hash");
    }

    /** Who makes a move, and when. */
    public record Made(String move, String by, @Nullable String agency, Instant at) {}

    /** What stands before the first step: the trail of one thing cannot be shown as that of another. */
    public static String origin(String kind, String id) {
        return CanonicalJson.digest(JSON.createObjectNode().put("kind", kind).put("id", id));
    }

    /** The step after another, of a thing whose request says all of it. */
    public static TrailStep after(
            long n, String previous, Made made, @Nullable String from, String to, JsonNode request) {
        return after(n, previous, made, from, to, request, null);
    }

    /**
     * The step after another.
     *
     * @param digest of the thing afterwards; null where the request says all of it
     */
    public static TrailStep after(
            long n,
            String previous,
            Made made,
            @Nullable String from,
            String to,
            JsonNode request,
            @Nullable String digest) {
        TrailStep open = new TrailStep(
                n, made.at(), made.by(), made.agency(), made.move(), from, to, request, digest, previous, "");
        return new TrailStep(
                n,
                made.at(),
                made.by(),
                made.agency(),
                made.move(),
                from,
                to,
                request,
                digest,
                previous,
                open.computed());
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
