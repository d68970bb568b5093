package huikan.draw;

import huikan.canonical.CanonicalJson;
import huikan.draw.WeightedDraw.Drawn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is published about a draw: enough to recompute it.
 *
 * @param poolDigest of the frozen pool
 * @param commitment the digest of the secret, published before the pool was frozen or with it
 * @param saltCommitment the digest of the service's salt, published with the pool
 * @param secret null until it is revealed
 * @param salt likewise
 * @param result likewise
 */
public record PublishedDraw(
        String id,
        String algorithm,
        List<Candidate> pool,
        int count,
        String poolDigest,
        String commitment,
        String saltCommitment,
        @Nullable String secret,
        @Nullable String salt,
        @Nullable List<Drawn> result) {

    public PublishedDraw {
        pool = List.copyOf(pool);
    }

    /** Everything that is not as it was said; empty for a sound draw. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (!algorithm.equals(WeightedDraw.ALGORITHM)) {
            faults.add("the algorithm " + algorithm + " is not known here");
        }
        if (!WeightedDraw.digest(pool).equals(poolDigest)) {
            faults.add("the pool was changed: its digest is " + WeightedDraw.digest(pool));
        }
        if (new HashSet<>(pool.stream().map(Candidate::id).toList()).size() < pool.size() || count > pool.size()) {
            faults.add("the pool names one twice, or has too few");
        }
        if (secret == null || salt == null || result == null) {
            faults.add("it is not revealed yet");
            return faults;
        }
        if (!CanonicalJson.digest(secret).equals(commitment)) {
            faults.add("the seed is not the one that was committed to");
        }
        if (!CanonicalJson.digest(salt).equals(saltCommitment)) {
            faults.add("the salt is not the one that was committed to");
        }
        if (faults.isEmpty()) {
            List<Drawn> again = WeightedDraw.draw(pool, count, WeightedDraw.seed(secret, salt, poolDigest));
            if (!Objects.equals(again, result)) {
                faults.add("the result is another: drawn were "
                        + again.stream().map(Drawn::id).toList());
            }
        }
        return faults;
    }
}
