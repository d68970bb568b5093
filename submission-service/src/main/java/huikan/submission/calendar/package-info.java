/** The working days, as the service that keeps the calendar tells them. */
@NullMarked
package huikan.submission.calendar;

import org.jspecify.annotations.NullMarked;
