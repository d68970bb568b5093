package huikan.review.task;

/** The states of a task; {@link TaskMove} leads from one to another. */
public enum TaskStatus {
    /** It waits for its lead unit to take it on. */
    ISSUED(true),
    ACCEPTED(true),
    IN_PROGRESS(true),
    /** The unit says that it is done; the owner of the list looks. */
    CHECKING(false),
    DONE(false),
    /** Another edition of it took its place. */
    ADJUSTED(false);

    private final boolean open;

    TaskStatus(boolean open) {
        this.open = open;
    }

    /** Whether the unit still owes something, against the task's clock. */
    boolean isOpen() {
        return open;
    }
}
