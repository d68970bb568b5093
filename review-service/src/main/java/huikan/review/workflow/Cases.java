package huikan.review.workflow;

import static java.util.Objects.requireNonNull;

import huikan.review.calendar.Today;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.IfMatch;
import huikan.service.problem.ProblemException;
import huikan.service.request.RequestReader;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.trail.TrailStep.Made;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Where moves are made: whether the caller may see the case (404), may make the move (403), saw the version that is (428, 412),
 * whether table and guards allow it (409), what is wrong with the request (422), in this order; then one update.
 */
public final class Cases<T extends Record & Case<S>, S extends Enum<S> & State> {

    private static final Logger LOG = LoggerFactory.getLogger(Cases.class);
    private static final int MOST_AT_ONCE = 8;
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final Workflow<T, S> workflow;
    private final CaseStore<T, S> store;
    private final DueDates dates;
    private final RequestReader requests;
    private final Today today;
    private final AllowedMoves<T, S> allowed;
    private final CaseResource<T, S> resource;

    Cases(Workflow<T, S> workflow, CaseStore<T, S> store, DueDates dates, RequestReader requests, Today today) {
        this.workflow = workflow;
        this.store = store;
        this.dates = dates;
        this.requests = requests;
        this.today = today;
        this.allowed = new AllowedMoves<>(workflow);
        this.resource = new CaseResource<>(this);
    }

    public Workflow<T, S> workflow() {
        return workflow;
    }

    public CaseStore<T, S> store() {
        return store;
    }

    public CaseResource<T, S> resource() {
        return resource;
    }

    public Act act(Caller caller) {
        return Act.of(caller, today.now());
    }

    /**
     * @throws ProblemException 404 when there is none, or not for the caller
     */
    public T visible(String id, Caller caller) {
        return store.find(id)
                .filter(one -> caller.maySee(one.seenBy()))
                .orElseThrow(() -> workflow.answers().unknown(workflow.kind(), id));
    }

    /** Opens a case with the body of a request. */
    T open(byte[] body, Caller caller) {
        return openWith(requests.read(body, requireNonNull(workflow.opening()).request()), caller);
    }

    /** Opens a case with a request that was read from something else than a body. */
    public T openWith(Record request, Caller caller) {
        return open(requireNonNull(workflow.opening()), request, caller);
    }

    private <R extends Record> T open(Opening<T, R> opening, Record read, Caller caller) {
        R request = opening.request().cast(read);
        Act act = act(caller);
        String refusal = opening.allowed().refusal(request, act);
        if (refusal != null) {
            throw CaseProblem.NOT_YOURS.because(refusal);
        }
        Violations violations = new Violations().addAll(RequestReader.errors(request));
        opening.check().look(request, act, violations);
        violations.refuse(workflow.answers().invalid(opening.name()));
        T fresh = opening.effect().apply(request, act);
        return settledOrLater(opened(fresh, opening.name(), Json.tree(request), act)
                .orElseThrow(() -> CaseProblem.THERE.because("It is " + workflow.kind() + " " + fresh.id() + ".")));
    }

    /**
     * Opens a case in the name of the suite.
     *
     * @return empty when its id is taken
     */
    public Optional<T> openBySuite(T fresh, String move, Person by) {
        return opened(fresh, move, Json.empty(), Act.of(by, today.now()));
    }

    /**
     * Opens cases in the name of the suite, each once.
     *
     * @param said what the first step of each says
     */
    public void openAllBySuite(List<T> fresh, String move, Function<T, Record> said, Person by) {
        Act act = Act.of(by, today.now());
        store.openAll(fresh.stream()
                .map(one -> new Transition<>(one, made(move, act), Json.tree(said.apply(one)), next(one), List.of()))
                .toList());
    }

    private Optional<T> opened(T fresh, String move, JsonNode said, Act act) {
        return store.open(new Transition<>(fresh, made(move, act), said, next(fresh), act.parts()));
    }

    /** Makes a move with the body of a request; the answer is the case as it stands afterwards. */
    T move(String id, String name, @Nullable String ifMatch, byte[] body, Caller caller) {
        T seen = visible(id, caller);
        Move<T, S, ?> move = workflow.moves().get(name);
        if (move == null || !move.hasPath()) {
            throw HttpProblem.NOT_FOUND.because(workflow.kind() + " have the moves "
                    + workflow.moves().values().stream()
                            .filter(Move::hasPath)
                            .map(Move::name)
                            .toList()
                    + ".");
        }
        return move(seen, move, ifMatch, () -> read(body, move.request()), caller);
    }

    private Record read(byte[] body, Class<? extends Record> type) {
        return type == Move.None.class ? new Move.None() : requests.read(body.length == 0 ? EMPTY_OBJECT : body, type);
    }

    /** Makes a move with a request that was read from something else than a body of its own. */
    public T move(T seen, String name, @Nullable String ifMatch, Record request, Caller caller) {
        return move(seen, workflow.move(name), ifMatch, () -> request, caller);
    }

    /** The request is read when it may be made at all. */
    private <R extends Record> T move(
            T seen, Move<T, S, R> move, @Nullable String ifMatch, Supplier<Record> request, Caller caller) {
        Act act = act(caller);
        allowed.require(seen, move, ifMatch, act);
        return made(seen, move, move.request().cast(request.get()), act);
    }

    /** Looked at again when only what others count in the case has changed; its version, and what was required, have not. */
    private <R extends Record> T made(T seen, Move<T, S, R> move, R request, Act act) {
        if (settled(seen).version() != seen.version()) {
            // what the move before it left to be done is done first, for a move may say anew what is left
            throw IfMatch.overtaken();
        }
        T one = seen;
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            Optional<T> after = tried(one, move, request, i == 0 ? act : act(act.caller()));
            if (after.isPresent()) {
                return settledOrLater(after.get());
            }
            one = store.find(seen.id())
                    .filter(now -> now.version() == seen.version())
                    .orElseThrow(IfMatch::overtaken);
        }
        throw IfMatch.overtaken();
    }

    private <R extends Record> Optional<T> tried(T seen, Move<T, S, R> move, R request, Act act) {
        Violations violations = new Violations().addAll(RequestReader.errors(request));
        move.checks().forEach(check -> check.look(seen, request, act, violations));
        violations.refuse(workflow.answers().invalid(move.name()));
        return written(seen, move, request, act);
    }

    /**
     * Whether the caller may make a move now, with a sound request.
     *
     * @throws ProblemException 403, 428, 412 or 409
     */
    public void require(T seen, String move, @Nullable String ifMatch, Caller caller) {
        allowed.require(seen, workflow.move(move), ifMatch, act(caller));
    }

    /** The moves that the caller may make now: exactly those that would be taken with a sound request. */
    public List<String> moves(T seen, Act act) {
        return allowed.moves(seen, act);
    }

    /**
     * A move that the suite makes for something else, as often as it takes until the case is such that it is not made.
     *
     * @param wanted whether it is still to be made
     * @return the case as it stands
     */
    public <R extends Record> Optional<T> moveBySuite(
            String id, String name, R request, Person by, Predicate<T> wanted) {
        Optional<T> seen = store.find(id);
        while (seen.filter(wanted).isPresent()) {
            Optional<T> after = moveBySuite(seen.get(), name, request, by);
            if (after.isPresent()) {
                return after;
            }
            seen = store.find(id);
        }
        return seen;
    }

    /** A move of the suite; empty when the case is no longer what was seen. */
    @SuppressWarnings("unchecked")
    public <R extends Record> Optional<T> moveBySuite(T seen, String name, R request, Person by) {
        Move<T, S, R> move = (Move<T, S, R>) workflow.move(name);
        return written(seen, move, move.request().cast(request), Act.of(by, today.now()));
    }

    private <R extends Record> Optional<T> written(T seen, Move<T, S, R> move, R request, Act act) {
        T after = move.effect().apply(seen, request, act);
        move.check(seen.status(), after.status());
        return store.change(
                seen, new Transition<>(after, made(move.name(), act), Json.tree(request), next(after), act.parts()));
    }

    /** A rung of the ladder; empty when the case is no longer what was seen. */
    Optional<T> climb(T seen, Ladder next) {
        Act act = Act.of(Person.TIMER, today.now());
        T after = requireNonNull(workflow.climbed()).apply(seen, next);
        return store.change(
                seen, new Transition<>(after, made(Workflow.ESCALATE, act), Json.empty(), Instant.EPOCH, List.of()));
    }

    /** What the suite does by itself when something did not come, or at once; empty when the case is no longer what was seen. */
    Optional<T> missed(T seen, Awaited awaited) {
        for (Move<T, S, ?> move : workflow.moves().values()) {
            if (move.on().contains(awaited.what()) && move.possibleIn(seen.status())) {
                return bySuite(seen, move);
            }
        }
        if (awaited.what().isAtOnce()) {
            throw new IllegalStateException(
                    workflow.kind() + " that are " + seen.status() + " do not end " + awaited.what());
        }
        return moveBySuite(seen, Workflow.URGE, new Move.None(), Person.TIMER);
    }

    private <R extends Record> Optional<T> bySuite(T seen, Move<T, S, R> move) {
        return written(seen, move, requireNonNull(move.said()).apply(seen), Act.of(Person.TIMER, today.now()));
    }

    /** What has no day to wait for is done at once; cut short here, the next sweep goes on with it. */
    public T settled(T decided) {
        T one = decided;
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            Awaited awaited = one.awaited();
            if (awaited == null || !awaited.what().isAtOnce()) {
                return one;
            }
            T seen = one;
            one = missed(seen, awaited).or(() -> store.find(seen.id())).orElse(seen);
        }
        return one;
    }

    /** What somebody did is done, whatever becomes of what follows from it by itself: the next sweep goes on with that. */
    private T settledOrLater(T decided) {
        try {
            return settled(decided);
        } catch (RuntimeException failure) {
            LOG.warn("what follows from a move of {}/{} comes later", workflow.kind(), decided.id(), failure);
            return decided;
        }
    }

    private @Nullable Instant next(T one) {
        return dates.next(one, workflow.rungs());
    }

    private static Made made(String move, Act act) {
        return new Made(move, act.by().login(), act.by().agency(), act.now());
    }
}
