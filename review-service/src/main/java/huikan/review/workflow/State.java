package huikan.review.workflow;

/** A state of a kind of case; its enum implements this. */
public interface State {

    /** As the enum's constant. */
    String name();

    /** Its name in the field. */
    String zh();

    /** Whether the unit still owes something: a due date that went by is overdue. */
    boolean open();
}
