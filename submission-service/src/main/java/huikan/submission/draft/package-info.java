/** Drafts: what people of an agency write together before it is filed, cell by cell. */
@NullMarked
package huikan.submission.draft;

import org.jspecify.annotations.NullMarked;
