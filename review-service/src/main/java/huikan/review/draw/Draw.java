package huikan.review.draw;

import huikan.draw.Candidate;
import huikan.draw.PublishedDraw;
import huikan.draw.WeightedDraw.Drawn;
import huikan.review.matter.Awaited;
import huikan.review.matter.Ladder;
import huikan.review.matter.Matter;
import huikan.review.matter.Person;
import huikan.review.matter.Waiting;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draw. The secret seed and the salt are not in it before they are revealed: its trail is shown to everybody who sees it.
 *
 * @param agency that draws
 * @param purpose what is drawn for
 */
@RecordBuilder
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
        implements Matter<DrawStatus>, DrawBuilder.With {

    @Override
    public String title() {
        return purpose;
    }

    @Override
    public @Nullable LocalDate dueOn() {
        return null;
    }

    @Override
    public @Nullable Ladder ladder() {
        return null;
    }

    @Override
    public @Nullable Awaited awaited() {
        return null;
    }

    @Override
    public List<String> seenBy() {
        List<String> codes = new ArrayList<>(List.of(agency));
        codes.addAll(above);
        return codes;
    }

    @Override
    public List<String> waitingFor() {
        return status == DrawStatus.FROZEN ? List.of(Waiting.verifier(agency)) : List.of();
    }

    /** Nothing is owed. */
    @Override
    public boolean open() {
        return false;
    }

    PublishedDraw published() {
        return new PublishedDraw(
                id, algorithm, pool, count, poolDigest, commitment, saltCommitment, secret, salt, result);
    }
}
