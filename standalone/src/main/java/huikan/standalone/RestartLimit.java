package huikan.standalone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often what ended by itself is started again: a suite that is up for months may see many of its processes end, and one
 * whose processes end again and again within minutes needs a hand.
 */
final class RestartLimit {

    static final int MOST = 5;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private final Deque<Duration> restarts = new ArrayDeque<>();

    /**
     * Counts a restart.
     *
     * @param at since some beginning, on a clock that goes on evenly
     * @return false when there were as many as there may be within the time before it
     */
    boolean allows(Duration at) {
        while (!restarts.isEmpty() && restarts.getFirst().compareTo(at.minus(WITHIN)) <= 0) {
            restarts.removeFirst();
        }
        if (restarts.size() == MOST) {
            return false;
        }
        restarts.addLast(at);
        return true;
    }
}
