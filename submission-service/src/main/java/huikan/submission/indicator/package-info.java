/** The indicators (指标) and how their figures are consolidated. */
@NullMarked
package huikan.submission.indicator;

import org.jspecify.annotations.NullMarked;
