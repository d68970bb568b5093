/** Registers (台账): what an agency keeps a list of, with a schema as data, as it stood on any day, and the figures that it counts. */
@NullMarked
package huikan.submission.register;

import org.jspecify.annotations.NullMarked;
