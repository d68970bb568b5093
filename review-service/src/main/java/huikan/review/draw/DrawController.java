package huikan.review.draw;

import huikan.canonical.CanonicalJson;
import huikan.draw.Candidate;
import huikan.draw.PublishedDraw;
import huikan.draw.WeightedDraw.Drawn;
import huikan.review.draw.Secrets.Secret;
import huikan.review.matter.Desk;
import huikan.review.matter.ListOrder;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import huikan.review.matter.Selection;
import huikan.review.matter.Units;
import huikan.review.matter.Wanting;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.trail.Trail;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/draws}. */
@RestController
@RequestMapping("/api/draws")
final class DrawController {

    private static final int MOST = 5_000;
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final Matters<DrawStatus, Draw> draws;
    private final Desk<DrawStatus, Draw, DrawMove> desk;
    private final DrawOffice office;
    private final Secrets secrets;
    private final Units units;
    private final Clock clock;

    DrawController(
            Matters<DrawStatus, Draw> draws,
            Desk<DrawStatus, Draw, DrawMove> desk,
            DrawOffice office,
            Secrets secrets,
            Units units,
            Clock clock) {
        this.draws = draws;
        this.desk = desk;
        this.office = office;
        this.secrets = secrets;
        this.units = units;
        this.clock = clock;
    }

    /**
     * One of whom is drawn.
     *
     * @param weight how much more likely it is drawn than one of weight 1, e.g. by credit grade and risk level; by default 1
     * @param stratum the group that it is drawn from; each has its share of the count
     */
    record CandidateBody(
            String id, @Nullable Double weight, @Nullable String stratum) {
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
    record DrawBody(
            String purpose,
            List<CandidateBody> pool,
            Integer count,
            @Nullable String commitment) {}

    /**
     * @param seed that was committed to; none where the service made it
     */
    record RevealBody(@Nullable String seed) {}

    /**
     * A draw, with all that is needed to recompute it.
     *
     * @param secret the seed that was committed to; null until it is revealed
     * @param salt of the service; null until it is revealed
     * @param result stratum by stratum, in the order of the draw; null until it is revealed
     */
    record DrawView(
            String id,
            DrawStatus status,
            String agency,
            boolean overdue,
            @Nullable LocalDate dueOn,
            List<String> moves,
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
            Instant openedAt,
            String head,
            long version) {
        static DrawView of(Draw draw, List<String> moves) {
            return new DrawView(
                    draw.id(),
                    draw.status(),
                    draw.agency(),
                    false,
                    null,
                    moves,
                    draw.purpose(),
                    draw.algorithm(),
                    draw.pool(),
                    draw.count(),
                    draw.poolDigest(),
                    draw.commitment(),
                    draw.saltCommitment(),
                    draw.secret(),
                    draw.salt(),
                    draw.result(),
                    draw.by(),
                    draw.openedAt(),
                    draw.head(),
                    draw.version());
        }
    }

    /**
     * What recomputing a draw found.
     *
     * @param faults everything that is not as it was said
     */
    record VerificationView(String id, boolean sound, List<String> faults) {}

    @GetMapping
    Page<DrawView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable DrawStatus status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        Selection selection = Selection.of(caller).under(under).status(status);
        return Page.of(
                draws.list(selection, ListOrder.OPENED, cursor, most),
                most,
                ListOrder.OPENED::place,
                one -> view(one, caller));
    }

    @GetMapping("/{id}")
    ResponseEntity<DrawView> one(@PathVariable String id, Caller caller) {
        return answer(desk.visible(id, caller), caller);
    }

    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id, Caller caller) {
        return desk.trail(id, caller);
    }

    /** Freezes a pool, with commitments to all that the result will follow from. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<DrawView> freeze(@RequestBody DrawBody body, Caller caller) {
        String agency = caller.agency();
        if (agency == null || !caller.is(Role.SUPERVISOR, Role.INSPECTOR)) {
            throw MatterProblem.NOT_YOURS.because("A supervisor or an inspector draws.");
        }
        Wanting wanting = new Wanting();
        List<String> above = units.above("/agency", agency, caller, wanting);
        check(body, wanting);
        List<Candidate> pool =
                body.pool().stream().map(CandidateBody::candidate).toList();
        Draw fresh = Draw.frozen(
                office.commit(body.commitment()),
                body.purpose(),
                pool,
                body.count(),
                agency,
                above,
                Person.of(caller),
                clock.instant());
        Draw stored = desk.open(fresh, DrawMove.FREEZE, caller);
        return ResponseEntity.created(URI.create("/api/draws/" + stored.id()))
                .eTag(IfMatch.etag(stored.version()))
                .body(view(stored, caller));
    }

    private static void check(DrawBody body, Wanting wanting) {
        List<CandidateBody> pool = body.pool();
        wanting.line("/purpose", body.purpose())
                .count("/pool", pool, 1, MOST)
                .within("/count", body.count(), 1, Math.max(1, pool.size()))
                .errorIf(
                        body.commitment() != null
                                && !DIGEST.matcher(body.commitment()).matches(),
                        "/commitment",
                        "digest.malformed",
                        "sha256: and 64 hexadecimal digits.");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < Math.min(pool.size(), MOST); i++) {
            CandidateBody one = pool.get(i);
            Double weight = one.weight();
            String at = "/pool/" + i;
            wanting.line(at + "/id", one.id())
                    .errorIf(!ids.add(one.id()), at + "/id", "candidate.twice", "It is in the pool before.")
                    .errorIf(
                            weight != null && !(weight > 0 && weight <= DrawOffice.HEAVIEST),
                            at + "/weight",
                            "number.range",
                            "More than 0, at most " + DrawOffice.HEAVIEST + ".")
                    .comment(at + "/stratum", one.stratum());
        }
        wanting.refuse();
    }

    /** Shows the seed that was committed to, and with it the result. */
    @PostMapping("/{id}/reveal")
    ResponseEntity<DrawView> reveal(
            @PathVariable String id,
            @RequestBody RevealBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            Caller caller) {
        Draw frozen = desk.ready(id, DrawMove.REVEAL, seen, caller);
        Secret kept = secrets.of(id);
        String seed = kept.seed() == null ? body.seed() : kept.seed();
        new Wanting()
                .errorIf(
                        seed == null
                                || !CanonicalJson.digest(seed).equals(frozen.commitment())
                                || (body.seed() != null && !body.seed().equals(seed)),
                        "/seed",
                        "seed.mismatch",
                        "It is not the seed whose digest is " + frozen.commitment() + ".")
                .refuse();
        Draw after = frozen.revealed(String.valueOf(seed), kept.salt());
        return answer(desk.done(frozen, DrawMove.REVEAL, after, caller), caller);
    }

    /** Recomputes it from what is published. */
    @PostMapping("/{id}/verification")
    VerificationView verify(@PathVariable String id, Caller caller) {
        PublishedDraw draw = desk.visible(id, caller).published();
        List<String> faults = draw.faults();
        return new VerificationView(id, faults.isEmpty(), faults);
    }

    private ResponseEntity<DrawView> answer(Draw draw, Caller caller) {
        return ResponseEntity.ok().eTag(IfMatch.etag(draw.version())).body(view(draw, caller));
    }

    private DrawView view(Draw draw, Caller caller) {
        return DrawView.of(draw, desk.moves(draw, caller));
    }
}
