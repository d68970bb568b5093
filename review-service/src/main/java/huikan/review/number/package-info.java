/** Numbers of documents, without gaps: one row for each issuer, kind and year. */
@NullMarked
package huikan.review.number;

import org.jspecify.annotations.NullMarked;
