/** The history of a thing that nobody changes unnoticed: each step is chained by hash to the one before it. */
@NullMarked
package huikan.trail;

import org.jspecify.annotations.NullMarked;
