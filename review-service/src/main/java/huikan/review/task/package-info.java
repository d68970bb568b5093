/** 任务清单: lists of tasks, aspect by aspect and goal by goal, and each task from the issue to its check. */
@NullMarked
package huikan.review.task;

import org.jspecify.annotations.NullMarked;
