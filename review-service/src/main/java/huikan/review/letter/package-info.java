/** 提示函, 督办函, 意见书, 决定书: letters to units, some of which are to be replied to. */
@NullMarked
package huikan.review.letter;

import org.jspecify.annotations.NullMarked;
