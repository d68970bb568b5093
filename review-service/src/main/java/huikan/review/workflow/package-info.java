/**
 * What all kinds of cases have in common: a workflow is declared, and one engine makes its moves: one write for a change with
 * its step and its event, the trail beside the case, deadlines and the ladder behind them.
 */
@NullMarked
package huikan.review.workflow;

import org.jspecify.annotations.NullMarked;
