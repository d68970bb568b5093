/** The way of a filing: received, assessed, accepted or refused, followed through its review. */
@NullMarked
package huikan.submission.filing;

import org.jspecify.annotations.NullMarked;
