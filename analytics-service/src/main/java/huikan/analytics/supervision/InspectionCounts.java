package huikan.analytics.supervision;

import huikan.analytics.share.Share;

/**
 * Which agencies were inspected.
 *
 * @param agencies the asked one and all below it as of the instant, without one above which nobody stands, and without those that the
 *     caller did not stand above then
 * @param inspected those of them that were told in the period what an inspection had found; before that nobody but the inspectors knows
 * @param coverage inspected of agencies
 */
public record InspectionCounts(long agencies, long inspected, Share coverage) {}
