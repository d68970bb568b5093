/**
 * {@code ./huikan bench}: load from outside, over the public API, at a rate that does not wait for the answers.
 *
 * <p>{@link huikan.bench.Bench} tells the order of a run; what it measures ends up in {@link huikan.bench.Findings}.
 */
@NullMarked
package huikan.bench;

import org.jspecify.annotations.NullMarked;
