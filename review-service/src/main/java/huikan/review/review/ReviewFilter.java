package huikan.review.review;

import huikan.events.AgencyLevel;
import org.jspecify.annotations.Nullable;

/**
 * Which of the filings that wait for the caller are meant.
 *
 * @param cycle null for all
 * @param under an agency with those below it; null for all
 * @param level the level that is to decide; null for all
 * @param clean only those that explain no check, correct nothing that was returned, and whose stated figures are the sums of what
 *     stands below
 */
record ReviewFilter(
        @Nullable String cycle,
        @Nullable String under,
        @Nullable AgencyLevel level,
        @Nullable Boolean clean) {

    boolean onlyClean() {
        return Boolean.TRUE.equals(clean);
    }
}
