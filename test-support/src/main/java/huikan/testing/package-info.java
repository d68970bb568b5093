/** What the integration tests of all modules run on. */
@NullMarked
package huikan.testing;

import org.jspecify.annotations.NullMarked;
