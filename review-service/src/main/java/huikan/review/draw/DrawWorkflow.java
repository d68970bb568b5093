package huikan.review.draw;

import static huikan.review.access.Relation.ISSUER;
import static huikan.review.access.Relation.ISSUER_INSPECTOR;
import static huikan.review.draw.DrawStatus.FROZEN;
import static huikan.review.draw.DrawStatus.REVEALED;

import huikan.canonical.CanonicalJson;
import huikan.draw.Candidate;
import huikan.events.SupervisionEvent.DrawMoved;
import huikan.review.access.Units;
import huikan.review.draw.Secrets.Secret;
import huikan.review.workflow.Act;
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Json;
import huikan.review.workflow.Workflow;
import huikan.service.request.Bounds;
import huikan.service.request.ContentDigest;
import huikan.service.request.Line;
import huikan.service.request.Violations;
import huikan.service.security.Role;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 双随机抽取: a pool is frozen, and a seed revealed. */
@Configuration(proxyBeanMethods = false)
class DrawWorkflow {

    static final String KIND = "draws";
    private static final int MOST = 5_000;

    /** Bytes of a pool's JSON: with its result and its step it has to fit into one document. */
    private static final int LARGEST_POOL = 400_000;

    /**
     * One of whom is drawn.
     *
     * @param weight how much more likely it is drawn than one of weight 1, e.g. by credit grade and risk level; by default 1
     * @param stratum the group that it is drawn from; each has its share of the count
     */
    record CandidateRequest(
            @Line String id,
            @Nullable Double weight,
            @Line @Nullable String stratum) {
        Candidate candidate() {
            return new Candidate(id, weight == null ? 1 : weight, stratum);
        }
    }

    /**
     * A new draw.
     *
     * @param commitment {@code sha256:} and the digest of a seed that the caller reveals afterwards; by default the service
     *     makes a seed and commits to it
     */
    record Freeze(
            @Line String purpose,

            @Size(min = 1, max = MOST, message = Bounds.COUNT)
            List<CandidateRequest> pool,

            Integer count,
            @ContentDigest @Nullable String commitment) {
        List<Candidate> candidates() {
            return pool.stream().map(CandidateRequest::candidate).toList();
        }
    }

    /**
     * @param seed that was committed to; none where the service made it
     */
    record Reveal(
            @Size(max = 1_000, message = Bounds.TOO_LONG) @Nullable
            String seed) {}

    @Bean
    Cases<Draw, DrawStatus> drawCases(CaseFactory factory, Secrets secrets, Units units) {
        return factory.cases(Workflow.of(KIND, Draw.class, DrawStatus.class)
                .named("双随机抽取", "draw")
                // spotless:off
                .opens("freeze", "冻结名单", Freeze.class, "a supervisor or an inspector", DrawWorkflow::freezer, DrawWorkflow::check,
                        (request, act) -> frozen(request, act, secrets, units))
                .move("reveal", "公布", Reveal.class).by(ISSUER, ISSUER_INSPECTOR).from(FROZEN).to(REVEALED)
                        .checks((seen, request, act, violations) -> reveal(seen, request, secrets, violations))
                        .does((seen, request, act) -> revealed(seen, request, secrets.of(seen.id())))
                // spotless:on
                .publishes((after, step) -> new DrawMoved(
                        after.id(),
                        after.agency(),
                        after.purpose(),
                        after.poolDigest(),
                        after.commitment(),
                        after.saltCommitment(),
                        step))
                .build());
    }

    private static @Nullable String freezer(Freeze request, Act act) {
        return act.caller().agency() != null && act.caller().is(Role.SUPERVISOR, Role.INSPECTOR)
                ? null
                : "A supervisor or an inspector draws.";
    }

    private static void check(Freeze request, Act act, Violations violations) {
        violations.within(
                "/count", request.count(), 1, Math.max(1, request.pool().size()));
        Set<String> ids = new HashSet<>();
        violations.each("/pool", request.pool(), (at, one) -> {
            violations.addIf(!ids.add(one.id()), at + "/id", "candidate.twice", "It is in the pool before.");
            requireWeight(at + "/weight", one.weight(), violations);
        });
        requireRoom("/pool", request.pool(), violations);
    }

    static void requireWeight(String pointer, @Nullable Double weight, Violations violations) {
        violations.addIf(
                weight != null && !(weight > 0 && weight <= SuiteDraws.HEAVIEST),
                pointer,
                "number.range",
                "More than 0, at most " + SuiteDraws.HEAVIEST + ".");
    }

    static void requireRoom(String pointer, List<? extends Record> pool, Violations violations) {
        int bytes = Json.any(pool).toString().getBytes(StandardCharsets.UTF_8).length;
        violations.addIf(
                bytes > LARGEST_POOL,
                pointer,
                "pool.too-large",
                "At most " + LARGEST_POOL + " bytes of JSON; came " + bytes + ". Shorter ids, or fewer.");
    }

    private static Draw frozen(Freeze request, Act act, Secrets secrets, Units units) {
        String agency = String.valueOf(act.caller().agency());
        return Draw.frozen(
                SuiteDraws.commit(secrets, request.commitment()),
                request.purpose(),
                request.candidates(),
                request.count(),
                agency,
                units.above(agency),
                act.by(),
                act.now());
    }

    private static Draw revealed(Draw frozen, Reveal request, Secret kept) {
        return frozen.revealed(String.valueOf(seed(request, kept)), kept.salt());
    }

    private static @Nullable String seed(Reveal request, Secret kept) {
        return kept.seed() == null ? request.seed() : kept.seed();
    }

    private static void reveal(Draw frozen, Reveal request, Secrets secrets, Violations violations) {
        String seed = seed(request, secrets.of(frozen.id()));
        violations.addIf(
                seed == null
                        || !CanonicalJson.digest(seed).equals(frozen.commitment())
                        || (request.seed() != null && !request.seed().equals(seed)),
                "/seed",
                "seed.mismatch",
                "It is not the seed whose digest is " + frozen.commitment() + ".");
    }
}
