/** submission-service: agencies, indicators, rules, forms, cycles, obligations and submissions. */
@NullMarked
package huikan.submission;

import org.jspecify.annotations.NullMarked;
