package huikan.submission.draft;

import huikan.service.problem.IfMatch;
import huikan.submission.draft.Draft.Conflict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Changes drafts: each change is one write of the whole document, made on the version that it was decided on. */
@Component
public class DraftWriter {

    /** As often as others are quicker; each time somebody's change came through. */
    private static final int MOST_ATTEMPTS = 50;

    private final Drafts drafts;
    private final Clock clock;

    DraftWriter(Drafts drafts, Clock clock) {
        this.drafts = drafts;
        this.clock = clock;
    }

    public Draft read(DraftPlace place) {
        return drafts.of(place.cycle().id(), place.agency());
    }

    /**
     * Changes some cells.
     *
     * @param patch as RFC 7396 has it, of the body
     * @param seen the version that the caller saw; null for whatever stands there
     * @throws CellsChanged when somebody else changed one of them since; nothing is written then
     */
    public Draft patch(DraftPlace place, JsonNode patch, @Nullable Long seen) {
        return patch(place, patch, seen, null);
    }

    /**
     * The same.
     *
     * @param ifMatch the only version to which it is to be written; null for any
     */
    Draft patch(DraftPlace place, JsonNode patch, @Nullable Long seen, @Nullable String ifMatch) {
        return patched(
                place,
                now -> {
                    if (ifMatch != null) {
                        IfMatch.require(ifMatch, now.version());
                    }
                    return patch;
                },
                seen);
    }

    /** Writes those of the cells, by their pointers, that are blank at that moment. */
    public Draft fill(DraftPlace place, Map<String, JsonNode> cells) {
        return patched(
                place,
                now -> {
                    Map<String, JsonNode> blank = new TreeMap<>(cells);
                    blank.keySet().removeAll(now.values().keySet());
                    return DraftBody.patch(blank);
                },
                null);
    }

    private Draft patched(DraftPlace place, Function<Draft, JsonNode> patch, @Nullable Long seen) {
        place.requireOpen();
        String by = place.caller().login();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Draft now = read(place);
            Map<String, String> wanted =
                    DraftRules.cells(MergePatch.apply(now.body(), patch.apply(now)), place.cycle(), place.agency());
            List<Conflict> conflicts = seen == null ? List.of() : now.conflicts(wanted, seen, by);
            if (!conflicts.isEmpty()) {
                throw new CellsChanged(conflicts);
            }
            Draft next = now.with(wanted, by, now());
            if (next.version() == now.version() || drafts.replace(now, next)) {
                return next;
            }
        }
        throw DraftProblem.CROWDED.because("Nothing was written; try again.").retryAfter(Duration.ofSeconds(1));
    }

    /** The whole body anew. */
    Draft put(DraftPlace place, JsonNode body, @Nullable String ifMatch) {
        place.requireOpen();
        Map<String, String> wanted = DraftRules.cells(body, place.cycle(), place.agency());
        return change(place, ifMatch, seen -> seen.with(wanted, place.caller().login(), now()));
    }

    /** Nothing is left but who emptied each cell. */
    void delete(DraftPlace place, @Nullable String ifMatch) {
        change(place, ifMatch, seen -> seen.with(Map.of(), place.caller().login(), now()));
    }

    /**
     * @param to null for anybody
     */
    Draft handOver(DraftPlace place, @Nullable String to, @Nullable String ifMatch) {
        place.requireOpen();
        DraftRules.requireLogin(to);
        return change(place, ifMatch, seen -> seen.handedOver(to, place.caller().login(), now()));
    }

    /** By somebody of its own agency. It stands as it is, or as whoever writes next makes it: then it is signed off no more. */
    Draft signOff(DraftPlace place, @Nullable String ifMatch) {
        place.requireOpen();
        String by = place.caller().login();
        if (place.isRelayed()) {
            throw DraftProblem.RELAYED.because(by + " relays for " + place.agency() + ", whose own people sign off.");
        }
        return change(place, ifMatch, seen -> {
            DraftRules.requireSignable(seen, by);
            return seen.signedOff(by, now());
        });
    }

    private Draft change(DraftPlace place, @Nullable String ifMatch, UnaryOperator<Draft> change) {
        Draft seen = read(place);
        IfMatch.require(ifMatch, seen.version());
        Draft next = change.apply(seen);
        if (next.version() != seen.version() && !drafts.replace(seen, next)) {
            throw IfMatch.overtaken();
        }
        return next;
    }

    /** As the store keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
