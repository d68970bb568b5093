package huikan.review.draw;

import huikan.canonical.CanonicalJson;
import huikan.draw.Candidate;
import huikan.draw.WeightedDraw;
import huikan.draw.WeightedDraw.Drawn;
import huikan.review.draw.Secrets.Secret;
import huikan.review.matter.Desk;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Draws that the suite makes for something else: committed to before there is a pool, revealed as soon as it is frozen. */
@Component
public class DrawOffice {

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
        Secret secret = Secret.made(UUID.randomUUID().toString(), true);
        secrets.keep(secret);
        return new Commitment(
                secret.draw(),
                CanonicalJson.digest(String.valueOf(secret.seed())),
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
                .orElseGet(() -> frozen(committed, purpose, pool, count, agency, above, by));
        if (draw.status() == DrawStatus.FROZEN) {
            Draw frozen = draw;
            draw = desk.doneBySystem(frozen, DrawMove.REVEAL, revealed(frozen), by, desk.told())
                    .or(() -> draws.find(committed.draw()))
                    .orElseThrow();
        }
        List<Drawn> result = draw.result();
        if (result == null) {
            throw new IllegalStateException("draw " + draw.id() + " has no result");
        }
        return result.stream().map(Drawn::id).toList();
    }

    private Draw frozen(
            Commitment committed,
            String purpose,
            List<Candidate> pool,
            int count,
            String agency,
            List<String> above,
            Person by) {
        Draw fresh = DrawBuilder.builder()
                .id(committed.draw())
                .agency(agency)
                .status(DrawStatus.FROZEN)
                .purpose(purpose)
                .algorithm(WeightedDraw.ALGORITHM)
                .pool(pool)
                .count(count)
                .poolDigest(WeightedDraw.digest(pool))
                .commitment(committed.commitment())
                .saltCommitment(committed.saltCommitment())
                .by(by)
                .above(above)
                .openedAt(clock.instant())
                .head("")
                .build();
        return desk.openBySystem(fresh, DrawMove.FREEZE, by)
                .or(() -> draws.find(committed.draw()))
                .orElseThrow();
    }

    private Draw revealed(Draw frozen) {
        Secret kept = secrets.of(frozen.id());
        String seed = String.valueOf(kept.seed());
        List<Drawn> result = WeightedDraw.draw(
                frozen.pool(), frozen.count(), WeightedDraw.seed(seed, kept.salt(), frozen.poolDigest()));
        return frozen.with(next ->
                next.status(DrawStatus.REVEALED).secret(seed).salt(kept.salt()).result(result));
    }
}
