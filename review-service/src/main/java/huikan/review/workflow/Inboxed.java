package huikan.review.workflow;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cases of one kind as they wait for people. */
public interface Inboxed {

    String kind();

    /**
     * What waits under some keys of {@link huikan.review.access.Waiting}, each once and what is due first first.
     *
     * @param after the cursor after which it begins
     * @param today what is open and was due before is overdue
     */
    List<InboxEntry> waiting(Collection<String> keys, @Nullable String after, int most, LocalDate today);

    /** How many wait under them, counted up to a limit. */
    long count(Collection<String> keys, int most);
}
