package huikan.submission.version;

import huikan.canonical.CanonicalJson;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.IfMatch;
import huikan.service.problem.Problem;
import huikan.service.security.Caller;
import huikan.submission.version.VersionStore.Stored;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import huikan.trail.TrailStep.Made;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a thing changes: each change is a version, which is never changed again but while it is a draft; the administrator makes
 * it, and names what was seen.
 */
public final class Versions<T extends Versioned<T>> {

    private static final int MOST_VERSIONS = 200;
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * What a kind of things is called, and may be.
     *
     * @param name in the sentences of an error: {@code rule}
     * @param most how many may be stored
     * @param shipped by code those of this release, from the first to the last
     */
    public record Kind<T extends Versioned<T>>(
            String name,
            int most,
            Problem unknown,
            Problem adminOnly,
            Problem full,
            Function<String, List<T>> shipped,
            Admission<T> admission) {}

    /** What may become a version. */
    @FunctionalInterface
    public interface Admission<T> {
        /**
         * @param last that it follows; null for a new thing
         * @throws huikan.service.problem.ProblemException 422
         */
        void refuse(String code, T version, @Nullable T last);
    }

    private final VersionStore<T> store;
    private final Kind<T> kind;
    private final Clock clock;

    public Versions(VersionStore<T> store, Kind<T> kind, Clock clock) {
        this.store = store;
        this.kind = kind;
        this.clock = clock;
    }

    /**
     * A version and how often its thing was changed.
     *
     * @param isNew the thing was not there before
     */
    public record Kept<T>(T version, long revision, boolean isNew) {
        public ResponseEntity<T> answer() {
            return ResponseEntity.status(isNew ? 201 : 200)
                    .eTag(IfMatch.etag(revision))
                    .body(version);
        }
    }

    /**
     * The draft where there is one, else the last version.
     *
     * @param number another one; null for that
     */
    public Kept<T> one(String code, @Nullable Integer number) {
        Stored<T> seen = store.find(code);
        T last = last(seen).orElseThrow(() -> kind.unknown().because("There is no " + kind.name() + " " + code + "."));
        if (number == null || number == last.version()) {
            return new Kept<>(last, seen.revision(), false);
        }
        List<T> versions = new ArrayList<>(kind.shipped().apply(code));
        versions.addAll(seen.versions());
        return versions.stream()
                .filter(one -> one.version() == number)
                .findFirst()
                .map(one -> new Kept<>(one, seen.revision(), false))
                .orElseThrow(() -> kind.unknown()
                        .because("There is no version " + number + " of the " + kind.name() + " " + code + "."));
    }

    public Trail trail(String code) {
        one(code, null);
        return store.trail(code);
    }

    private Optional<T> last(Stored<T> seen) {
        List<T> shipped = kind.shipped().apply(seen.code());
        return Optional.ofNullable(seen.last())
                .or(() -> shipped.isEmpty() ? Optional.empty() : Optional.of(shipped.getLast()));
    }

    /**
     * @param wanted as {@link #one} gives it; its number is not looked at
     * @throws huikan.service.problem.ProblemException 403, 409, 412, 422 or 428
     */
    public Kept<T> put(String code, T wanted, @Nullable String ifMatch, @Nullable String ifNoneMatch, Caller by) {
        requireAdmin(by);
        Stored<T> seen = store.find(code);
        Optional<T> last = last(seen);
        expected(code, seen, last.isPresent(), ifMatch, ifNoneMatch);
        if (last.isPresent() && isSame(wanted, last.get())) {
            return new Kept<>(last.get(), seen.revision(), false);
        }
        List<T> published = seen.published();
        T version = wanted.numbered(
                published.isEmpty()
                        ? Versioned.FIRST_STORED
                        : published.getLast().version() + 1);
        kind.admission().refuse(code, version, last.orElse(null));
        if (published.size() >= MOST_VERSIONS || (seen.revision() == 0 && store.count() >= kind.most())) {
            throw kind.full()
                    .because("There are at most " + kind.most() + " of them with " + MOST_VERSIONS + " versions each.");
        }
        TrailStep step = step(seen, version, by);
        if (!store.keep(seen, version, step)) {
            throw IfMatch.overtaken();
        }
        return new Kept<>(version, step.n(), last.isEmpty());
    }

    /** @throws huikan.service.problem.ProblemException 403 */
    public void requireAdmin(Caller by) {
        if (!by.isAdmin()) {
            throw kind.adminOnly().because("The login " + by.login() + " is not the administrator.");
        }
    }

    private void expected(
            String code, Stored<T> seen, boolean isThere, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
            throw HttpProblem.INVALID.because("If-None-Match is * here: there is no such " + kind.name() + " yet.");
        }
        if (ifNoneMatch != null && isThere) {
            throw HttpProblem.STALE.because(code + " is there already: name in If-Match the version that you saw.");
        }
        if (ifNoneMatch == null && !isThere && ifMatch == null) {
            throw HttpProblem.IF_MATCH_MISSING.because(
                    "There is no " + kind.name() + " " + code + " yet: a new one comes with If-None-Match: *.");
        }
        if (ifNoneMatch == null) {
            IfMatch.require(ifMatch, isThere ? seen.revision() : -1);
        }
    }

    private boolean isSame(T wanted, T last) {
        return JSON.writeValueAsString(wanted.numbered(last.version())).equals(JSON.writeValueAsString(last));
    }

    private TrailStep step(Stored<T> seen, T version, Caller by) {
        T last = seen.last();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode request = JSON.createObjectNode().put("version", version.version());
        if (last == null) {
            // of what came with the release the trail has no steps
            kind.shipped().apply(seen.code()).stream()
                    .reduce((before, after) -> after)
                    .ifPresent(one -> request.put("after", one.version()));
        }
        version.tell(request);
        return TrailStep.after(
                seen.revision() + 1,
                seen.head(),
                new Made(version.mayChange() ? "draft" : "publish", by.login(), by.agency(), now),
                last == null ? null : status(last),
                status(version),
                request,
                CanonicalJson.digest(JSON.<ObjectNode>valueToTree(version)));
    }

    private static String status(Versioned<?> version) {
        return version.mayChange() ? "DRAFT" : "PUBLISHED";
    }
}
