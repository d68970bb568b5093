/** A filing as an agency sends it: its shape, its canonical form and its digest, independent of any directory. */
@NullMarked
package huikan.filing;

import org.jspecify.annotations.NullMarked;
