package huikan.review.draw;

import huikan.draw.Candidate;
import huikan.draw.PublishedDraw;
import huikan.draw.WeightedDraw;
import huikan.draw.WeightedDraw.Drawn;
import huikan.review.access.Parties;
import huikan.review.access.Waiting;
import huikan.review.draw.SuiteDraws.Commitment;
import huikan.review.workflow.Case;
import huikan.review.workflow.Person;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draw. The secret seed and the salt are not in it before they are revealed: its trail is shown to everybody who sees it.
 *
 * @param agency that draws
 * @param purpose what is drawn for
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = false)
record Draw(
        String id,
        String agency,
        DrawStatus status,
        String purpose,
        String algorithm,
        List<Candidate> pool,
        int count,
        String poolDigest,
        String commitment,
        String saltCommitment,
        @Nullable String secret,
        @Nullable String salt,
        @Nullable List<Drawn> result,
        Person by,
        List<String> above,
        Instant openedAt,
        long version,
        String head)
        implements Case<DrawStatus>, DrawBuilder.With {

    /** A pool that is frozen, with the commitments to all that its result will follow from. */
    static Draw frozen(
            Commitment committed,
            String purpose,
            List<Candidate> pool,
            int count,
            String agency,
            List<String> above,
            Person by,
            Instant at) {
        return DrawBuilder.builder()
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
                .openedAt(at)
                .head("")
                .build();
    }

    /** With seed and salt, and the result that follows from them. */
    Draw revealed(String seed, String kept) {
        List<Drawn> drawn = WeightedDraw.draw(pool, count, WeightedDraw.seed(seed, kept, poolDigest));
        return with(
                next -> next.status(DrawStatus.REVEALED).secret(seed).salt(kept).result(drawn));
    }

    @Override
    public String title() {
        return purpose;
    }

    @Override
    public List<String> waitingFor() {
        return status == DrawStatus.FROZEN ? List.of(Waiting.verifier(agency)) : List.of();
    }

    @Override
    public Parties parties() {
        return Parties.issued(agency, agency);
    }

    PublishedDraw published() {
        return new PublishedDraw(
                id, algorithm, pool, count, poolDigest, commitment, saltCommitment, secret, salt, result);
    }
}
