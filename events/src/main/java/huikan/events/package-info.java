/** The published language: which events there are, on which topics, under which names. */
@NullMarked
package huikan.events;

import org.jspecify.annotations.NullMarked;
