package huikan.analytics.supervision;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of case whose steps are kept. */
public enum Kind {
    FINDINGS,
    ORDERS,
    LETTERS,
    TASKS,
    CASE_REVIEWS;

    /** As in the path of the API; empty for one that is not kept. */
    static Optional<Kind> of(String path) {
        return Stream.of(values())
                .filter(kind -> kind.name().equals(path.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst();
    }
}
