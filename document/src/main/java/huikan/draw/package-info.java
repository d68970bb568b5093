/** 双随机: the draw as anybody can recompute it, from what is published about it. */
@NullMarked
package huikan.draw;

import org.jspecify.annotations.NullMarked;
