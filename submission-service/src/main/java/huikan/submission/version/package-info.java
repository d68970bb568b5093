/** What changes by version: rules, forms and indicators. What a cycle was issued with is never changed under its filings. */
@NullMarked
package huikan.submission.version;

import org.jspecify.annotations.NullMarked;
