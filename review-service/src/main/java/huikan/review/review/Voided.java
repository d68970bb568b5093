package huikan.review.review;

import huikan.events.ReviewEvent.ChangedFiling;
import huikan.events.ReviewEvent.ChangedSum;
import java.time.Instant;
import java.util.List;

/**
 * Why what was passed counts no more.
 *
 * @param figures the sums below that changed
 * @param filings whose filing below changed
 */
record Voided(Instant at, List<ChangedSum> figures, List<ChangedFiling> filings) {}
