package huikan.review.task;

/** The states of a list; its tasks have their own, in {@link TaskStatus}. */
public enum TaskListStatus {
    DRAFT,
    /** 印发: each of its measures is a task of a unit. */
    ISSUED
}
