/** Forms: what is filed, along which line, checked by which rules. */
@NullMarked
package huikan.submission.form;

import org.jspecify.annotations.NullMarked;
