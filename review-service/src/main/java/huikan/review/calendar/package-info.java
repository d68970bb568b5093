/** Which days are working days: weekends, holidays and make-up work (调休), and the due dates counted in them. */
@NullMarked
package huikan.review.calendar;

import org.jspecify.annotations.NullMarked;
