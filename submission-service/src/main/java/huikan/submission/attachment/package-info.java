/** Uploaded files, known by the digest of their content. */
@NullMarked
package huikan.submission.attachment;

import org.jspecify.annotations.NullMarked;
