/** Working days: the yearly notices that come with the suite, and what is counted by them. */
@NullMarked
package huikan.calendar;

import org.jspecify.annotations.NullMarked;
