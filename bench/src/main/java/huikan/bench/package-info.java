/**
 * {@code ./huikan bench}: load from outside, over the public API, at a rate that does not wait for the answers.
 *
 * <p>{@link huikan.bench.Bench} has the order of a run, {@link huikan.bench.Findings} what one run found, and
 * {@link huikan.bench.Report} what all of them found together.
 */
@NullMarked
package huikan.bench;

import org.jspecify.annotations.NullMarked;
