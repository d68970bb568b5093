/** How one error of a body is told, at the edge and inside. */
@NullMarked
package huikan.problem;

import org.jspecify.annotations.NullMarked;
