package huikan.review.draw;

import huikan.canonical.CanonicalJson;
import huikan.draw.Candidate;
import huikan.draw.WeightedDraw.Drawn;
import huikan.review.draw.DrawWorkflow.Reveal;
import huikan.review.draw.Secrets.Secret;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws that the suite makes for something else: committed to before there is a pool, revealed as soon as it is frozen. */
@Component
public class SuiteDraws {

    /** The largest weight of a candidate. */
    public static final double HEAVIEST = 1e9;

    private final Cases<Draw, DrawStatus> draws;
    private final Secrets secrets;
    private final Clock clock;

    SuiteDraws(Cases<Draw, DrawStatus> draws, Secrets secrets, Clock clock) {
        this.draws = draws;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * What is published before the pool is known.
     *
     * @param draw the id that the draw will have
     */
    public record Commitment(String draw, String commitment, String saltCommitment) {}

    public Commitment commit() {
        return commit(secrets, null);
    }

    /**
     * @param commitment to a seed that somebody else keeps; null for one that is made here
     */
    static Commitment commit(Secrets secrets, @Nullable String commitment) {
        Secret secret = Secret.made(UUID.randomUUID().toString(), commitment == null);
        secrets.keep(secret);
        return new Commitment(
                secret.draw(),
                commitment == null ? CanonicalJson.digest(String.valueOf(secret.seed())) : commitment,
                CanonicalJson.digest(secret.salt()));
    }

    /**
     * Freezes the pool and reveals the result; what was begun and cut short is gone on with, with the pool that was frozen.
     *
     * @param agency that draws
     * @param above everybody above it
     * @return the ids that were drawn
     */
    public List<String> draw(
            Commitment committed,
            String purpose,
            List<Candidate> pool,
            int count,
            String agency,
            List<String> above,
            Person by) {
        Draw draw = draws.store()
                .find(committed.draw())
                .orElseGet(() ->
                        freeze(Draw.frozen(committed, purpose, pool, count, agency, above, by, clock.instant()), by));
        if (draw.status() == DrawStatus.FROZEN) {
            Draw frozen = draw;
            Secret kept = secrets.of(frozen.id());
            draw = draws.moveBySuite(frozen, "reveal", new Reveal(kept.seed()), by)
                    .or(() -> draws.store().find(committed.draw()))
                    .orElseThrow();
        }
        List<Drawn> result = draw.result();
        if (result == null) {
            throw new IllegalStateException("draw " + draw.id() + " has no result");
        }
        return result.stream().map(Drawn::id).toList();
    }

    /** What keeps records of candidates from being a pool. */
    public static void check(String pointer, List<? extends Record> pool, Violations violations) {
        DrawWorkflow.requireRoom(pointer, pool, violations);
    }

    /** A weight that no candidate may have is a violation. */
    public static void requireWeight(String pointer, @Nullable Double weight, Violations violations) {
        DrawWorkflow.requireWeight(pointer, weight, violations);
    }

    /** What a draw chose; empty when there is none, or it is not revealed, or the caller may not see it. */
    public Optional<List<String>> result(String id, Caller caller) {
        return draws.store()
                .find(id)
                .filter(draw -> caller.maySee(draw.seenBy()))
                .map(Draw::result)
                .map(drawn -> drawn.stream().map(Drawn::id).toList());
    }

    private Draw freeze(Draw fresh, Person by) {
        return draws.openBySuite(fresh, "freeze", by)
                .or(() -> draws.store().find(fresh.id()))
                .orElseThrow();
    }
}
