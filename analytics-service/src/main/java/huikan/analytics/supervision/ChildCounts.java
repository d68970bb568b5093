package huikan.analytics.supervision;

import huikan.analytics.share.Share;

/** The findings of an agency directly below, and of those below that, in short; each figure as in {@link FindingCounts}. */
public record ChildCounts(
        String agency,
        long registered,
        long closed,
        Share closingRate,
        long overdue,
        long inspectedAgain,
        long relapsed,
        Share relapseRate,
        long falseRectification,
        Share falseRate,
        long notRectified,
        long recurred) {}
