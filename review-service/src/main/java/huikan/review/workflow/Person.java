package huikan.review.workflow;

import huikan.service.security.Caller;
import org.jspecify.annotations.Nullable;

/** Who did something, for which agency; none for a timer. */
public record Person(String login, @Nullable String agency) {

    /** What no person does. */
    public static final Person TIMER = new Person("timer", null);

    public static Person of(Caller caller) {
        return new Person(caller.login(), caller.agency());
    }
}
