/**
 * What findings, orders and letters have in common: moves from a table, one write for a change with its step in the trail
 * and its event, deadlines and the ladder behind them.
 */
@NullMarked
package huikan.review.matter;

import org.jspecify.annotations.NullMarked;
