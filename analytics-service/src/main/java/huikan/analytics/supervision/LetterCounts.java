package huikan.analytics.supervision;

import java.util.SortedMap;

/**
 * @param all of every kind
 * @param byKind as kinds are configured; those of which none was issued are left out
 */
public record LetterCounts(ReplyCounts all, SortedMap<String, ReplyCounts> byKind) {}
