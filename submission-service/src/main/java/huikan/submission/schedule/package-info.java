/** Schedules (报送计划): cycles that are issued by themselves, from daily to yearly. */
@NullMarked
package huikan.submission.schedule;

import org.jspecify.annotations.NullMarked;
