/** Errors as a catalogue, told as RFC 9457 problem details on every path. */
@NullMarked
package huikan.service.problem;

import org.jspecify.annotations.NullMarked;
