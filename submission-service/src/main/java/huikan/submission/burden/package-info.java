/** What forms cost those who fill them, and which of their figures are collected already. */
@NullMarked
package huikan.submission.burden;

import org.jspecify.annotations.NullMarked;
