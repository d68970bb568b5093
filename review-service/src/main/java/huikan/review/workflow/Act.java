package huikan.review.workflow;

import static java.util.Objects.requireNonNull;

import huikan.review.calendar.Today;
import huikan.service.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who acts, and when: what a move needs to know beside the case and the request. */
public final class Act {

    private final Person by;
    private final @Nullable Caller caller;
    private final Instant now;
    private final Map<String, Object> facts = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();

    private Act(Person by, @Nullable Caller caller, Instant now) {
        this.by = by;
        this.caller = caller;
        this.now = now;
    }

    public static Act of(Caller caller, Instant now) {
        return new Act(Person.of(caller), caller, now);
    }

    /** Of the suite itself, in the name of a person, or of nobody when a deadline has come. */
    public static Act of(Person by, Instant now) {
        return new Act(by, null, now);
    }

    public Person by() {
        return by;
    }

    public Caller caller() {
        return requireNonNull(caller, "the suite itself acts");
    }

    public Instant now() {
        return now;
    }

    /** Asia/Shanghai. */
    public LocalDate today() {
        return Today.date(now);
    }

    public boolean isBy(@Nullable Person other) {
        return other != null && other.login().equals(by.login());
    }

    /** A document of its own that the move writes beside the case: what grows with use is not in the case. */
    public void writes(Part part) {
        parts.add(part);
    }

    List<Part> parts() {
        return parts;
    }

    /**
     * What other documents say, asked once for a whole page of cases.
     *
     * @param name of the fact
     */
    @SuppressWarnings("unchecked")
    public <F> F fact(String name, Supplier<F> asked) {
        return (F) facts.computeIfAbsent(name, unknown -> asked.get());
    }
}
