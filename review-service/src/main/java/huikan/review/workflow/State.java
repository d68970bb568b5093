package huikan.review.workflow;

/** A state of a kind of case; its enum implements this. */
public interface State extends Worded {

    /**
     * @param zh its name in the field
     * @param open whether the unit still owes something: a due date that went by is overdue
     */
    record Meaning(String zh, boolean open) {}

    Meaning meaning();

    @Override
    default String zh() {
        return meaning().zh();
    }

    default boolean open() {
        return meaning().open();
    }
}
