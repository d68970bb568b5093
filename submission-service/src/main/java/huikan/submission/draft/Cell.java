package huikan.submission.draft;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One cell, and who wrote it last.
 *
 * @param value canonical JSON; null for one that was emptied, which is a change as any other
 * @param version of the draft that the change made
 */
record Cell(@Nullable String value, String by, Instant at, long version) {}
