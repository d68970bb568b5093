package huikan.draw;

import huikan.canonical.CanonicalJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A weighted draw without replacement whose result follows from a seed: algorithm A-ES of P. S. Efraimidis and P. G. Spirakis,
 * "Weighted random sampling with a reservoir", Information Processing Letters 97 (2006) 181–185, doi 10.1016/j.ipl.2005.11.003.
 *
 * <p>Each candidate gets a number u in (0, 1) out of SHA-256 over the seed and its id, and from it the key −ln(u) / weight;
 * the smallest keys are drawn, which is as drawing one after the other, each time in proportion to the weights that are left.
 * The order of the pool has no influence. The logarithm is that of fdlibm, the same on every machine.
 */
public final class WeightedDraw {

    /** As it is named in a draw. */
    public static final String ALGORITHM = "efraimidis-spirakis-2006/sha-256/1";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double STEPS = 0x1p53;

    private WeightedDraw() {}

    /**
     * One that was drawn.
     *
     * @param key by which it was: the smaller, the earlier
     */
    public record Drawn(String id, @Nullable String stratum, double key) {}

    /** The digest of a pool: of its RFC 8785 form, by id. */
    public static String digest(List<Candidate> pool) {
        return CanonicalJson.digest(JSON.valueToTree(
                pool.stream().sorted(Comparator.comparing(Candidate::id)).toList()));
    }

    /**
     * What the result follows from. Who made the secret knew neither the salt nor could it change the pool afterwards, and the
     * other way round, so that nobody chose the result.
     *
     * @param secret of whom published its digest before
     * @param salt of the service, which published its digest with the pool
     */
    public static String seed(String secret, String salt, String poolDigest) {
        return CanonicalJson.digest(secret + "\n" + salt + "\n" + poolDigest);
    }

    /**
     * @param pool each id once
     * @param count at most as many as there are
     * @return stratum by stratum, in the order of the draw
     */
    public static List<Drawn> draw(List<Candidate> pool, int count, String seed) {
        Map<String, List<Candidate>> strata =
                pool.stream().collect(Collectors.groupingBy(Candidate::group, TreeMap::new, Collectors.toList()));
        Map<String, Integer> shares = shares(strata, count);
        List<Drawn> drawn = new ArrayList<>();
        strata.forEach((stratum, members) -> members.stream()
                .map(one -> new Drawn(one.id(), one.stratum(), key(one, seed)))
                .sorted(Comparator.comparingDouble(Drawn::key).thenComparing(Drawn::id))
                .limit(shares.getOrDefault(stratum, 0))
                .forEach(drawn::add));
        return List.copyOf(drawn);
    }

    /**
     * How many of each stratum: in proportion to its members, by largest remainders (Hamilton); of equal remainders the
     * stratum that comes first by name.
     */
    static Map<String, Integer> shares(Map<String, List<Candidate>> strata, int count) {
        long all = strata.values().stream().mapToLong(List::size).sum();
        if (count > all) {
            throw new IllegalArgumentException("there are only " + all);
        }
        Map<String, Integer> shares = new TreeMap<>();
        Map<String, Long> remainders = new TreeMap<>();
        strata.forEach((stratum, members) -> {
            long exact = (long) count * members.size();
            shares.put(stratum, Math.toIntExact(exact / all));
            remainders.put(stratum, exact % all);
        });
        int left = count - shares.values().stream().mapToInt(Integer::intValue).sum();
        remainders.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(left)
                .forEach(one -> shares.merge(one.getKey(), 1, Integer::sum));
        return shares;
    }

    private static double key(Candidate one, String seed) {
        return -StrictMath.log(uniform(seed, one.id())) / one.weight();
    }

    /** The first 53 bits of SHA-256 over seed, a zero byte and the id, and half a step, so that it is neither 0 nor 1. */
    static double uniform(String seed, String id) {
        byte[] hash = sha256((seed + "\0" + id).getBytes(StandardCharsets.UTF_8));
        return ((ByteBuffer.wrap(hash).getLong() >>> 11) + 0.5) / STEPS;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
