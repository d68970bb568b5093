package huikan.review.matter;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The things of one kind as they wait for people. */
public interface Queue {

    String kind();

    /**
     * What waits under some keys of {@link Waiting}, each once and what is due first first.
     *
     * @param after the place after which it begins
     * @param today what is open and was due before is overdue
     */
    List<Queued> waiting(Collection<String> keys, @Nullable String after, int most, LocalDate today);

    /** How many wait under them, counted up to a limit. */
    long count(Collection<String> keys, int most);
}
