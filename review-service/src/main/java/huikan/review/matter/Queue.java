package huikan.review.matter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The things of one kind as they wait for people. */
public interface Queue {

    String kind();

    /**
     * What waits under a key of {@link Waiting}, what is due first first.
     *
     * @param after the place after which it begins
     */
    List<? extends Matter<?>> waiting(String key, @Nullable String after, int most);

    /** How many wait under it, counted up to a limit. */
    long count(String key, int most);
}
