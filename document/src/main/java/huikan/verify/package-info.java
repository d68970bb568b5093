/** What anybody can check without the suite: a trail, a draw. */
@NullMarked
package huikan.verify;

import org.jspecify.annotations.NullMarked;
