package huikan.review.workflow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Why something was not taken, was ended or did not hold. */
public record Remark(String reason, Person by, LocalDate on) {

    /** How many of what comes again and again a case shows; all of them are in its trail. */
    public static final int LATEST = 3;

    public static Remark of(String reason, Act act) {
        return new Remark(reason, act.by(), act.today());
    }

    /** A list with one more at its end, of which the latest are kept. */
    public static <E> List<E> latest(List<E> before, E one) {
        List<E> all = new ArrayList<>(before);
        all.add(one);
        return List.copyOf(all.subList(Math.max(0, all.size() - LATEST), all.size()));
    }
}
