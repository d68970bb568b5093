package huikan.review.draw;

import huikan.canonical.CanonicalJson;
import huikan.draw.Candidate;
import huikan.draw.WeightedDraw.Drawn;
import huikan.review.draw.Secrets.Secret;
import huikan.review.matter.Desk;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import huikan.service.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws that the suite makes for something else: committed to before there is a pool, revealed as soon as it is frozen. */
@Component
public class DrawOffice {

    /** The largest weight of a candidate. */
    public static final double HEAVIEST = 1e9;

    private final Matters<DrawStatus, Draw> draws;
    private final Desk<DrawStatus, Draw, DrawMove> desk;
    private final Secrets secrets;
    private final Clock clock;

    DrawOffice(Matters<DrawStatus, Draw> draws, Desk<DrawStatus, Draw, DrawMove> desk, Secrets secrets, Clock clock) {
        this.draws = draws;
        this.desk = desk;
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
        return commit(null);
    }

    /**
     * @param commitment to a seed that somebody else keeps; null for one that is made here
     */
    Commitment commit(@Nullable String commitment) {
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
        Draw draw = draws.find(committed.draw())
                .orElseGet(() ->
                        freeze(Draw.frozen(committed, purpose, pool, count, agency, above, by, clock.instant()), by));
        if (draw.status() == DrawStatus.FROZEN) {
            Draw frozen = draw;
            Secret kept = secrets.of(frozen.id());
            draw = desk.doneBySystem(
                            frozen,
                            DrawMove.REVEAL,
                            frozen.revealed(String.valueOf(kept.seed()), kept.salt()),
                            by,
                            desk.told())
                    .or(() -> draws.find(committed.draw()))
                    .orElseThrow();
        }
        List<Drawn> result = draw.result();
        if (result == null) {
            throw new IllegalStateException("draw " + draw.id() + " has no result");
        }
        return result.stream().map(Drawn::id).toList();
    }

    /** What a draw chose; empty when there is none, or it is not revealed, or the caller may not see it. */
    public Optional<List<String>> result(String id, Caller caller) {
        return draws.find(id)
                .filter(draw -> caller.maySee(draw.seenBy()))
                .map(Draw::result)
                .map(drawn -> drawn.stream().map(Drawn::id).toList());
    }

    private Draw freeze(Draw fresh, Person by) {
        return desk.openBySystem(fresh, DrawMove.FREEZE, by)
                .or(() -> draws.find(fresh.id()))
                .orElseThrow();
    }
}
