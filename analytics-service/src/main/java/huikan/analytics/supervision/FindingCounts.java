package huikan.analytics.supervision;

import huikan.analytics.share.Share;
import java.util.SortedMap;

/**
 * Findings of an agency and those below it that were registered in a period, as they stood at an instant. One counts for those who stood
 * above its agency when it was registered; one that was merged into another is not counted at all.
 *
 * @param registered all of them, those too of which nothing is to be rectified
 * @param byStatus by the status that they had; states that none was in are left out
 * @param byRectify by their class: IMMEDIATE, BY_DEADLINE, SUSTAINED; together they are {@code registered}
 * @param bySource REVIEW, INSPECTION, SELF_CHECK, CASE_REVIEW, COMPLAINT: likewise
 * @param byCategory likewise; of more than 500 categories those with the most findings
 * @param categories how many categories there are
 * @param key the key findings among them
 * @param closed CLOSED, CLOSED_SUSTAINED, REINSPECTING or CONFIRMED: rectified, as far as anybody knew. A second look that is being
 *     taken has not found otherwise yet
 * @param closingRate closed of those that are to be rectified: registered without WAIVED. After a relapse a finding is not closed any
 *     more; as of an instant before, it still is
 * @param overdue neither closed nor waived, and due on a day before that of the instant, Asia/Shanghai; the due date as it was then;
 *     working days were counted when it was set
 * @param inspectedAgain of which a second look (回头看) had come to an outcome, whatever that was
 * @param relapsed of which any second look had found a relapse (反弹): one that was closed again, and confirmed, has relapsed all the same
 * @param relapseRate relapsed of inspectedAgain
 * @param falseRectification of which any had found a false rectification (虚假整改)
 * @param falseRate falseRectification of inspectedAgain
 * @param notRectified of which any had found that nothing was rectified (未整改)
 * @param recurred not waived, and registered after another one of the same agency and category had been closed, whenever that was
 *     registered
 */
public record FindingCounts(
        long registered,
        SortedMap<String, Long> byStatus,
        SortedMap<String, Long> byRectify,
        SortedMap<String, Long> bySource,
        SortedMap<String, Long> byCategory,
        long categories,
        long key,
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
