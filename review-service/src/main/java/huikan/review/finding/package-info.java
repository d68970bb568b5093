/** Findings: 一问题 + 一方案 + 一报告, from the registration to the second look. */
@NullMarked
package huikan.review.finding;

import org.jspecify.annotations.NullMarked;
