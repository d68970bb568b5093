/** Check rules (审核关系): data in CEL, and the engine that applies them to a filing. */
@NullMarked
package huikan.submission.rule;

import org.jspecify.annotations.NullMarked;
