package huikan.submission.version;

import tools.jackson.databind.node.ObjectNode;

/** One version of a thing. Those that come over the API begin at {@link #FIRST_STORED}, so that no release has the same. */
public interface Versioned<T extends Versioned<T>> {

    /** The first version that may come over the API. */
    int FIRST_STORED = 1001;

    int version();

    /** The same as another version. */
    T numbered(int number);

    /** A draft is changed in its place; of anything else the next change is the next version. */
    default boolean mayChange() {
        return false;
    }

    /** What its step of the trail tells beside its number. */
    default void tell(ObjectNode step) {}
}
