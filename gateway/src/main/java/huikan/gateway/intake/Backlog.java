package huikan.gateway.intake;

import huikan.service.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How old the oldest filing is that was acknowledged and is not settled yet, and how quickly such are settled. What is older
 * than a setting is worked off before more is taken of who has sent much of it; who files now and then is taken meanwhile, so
 * that nobody can shut the door for all others.
 */
final class Backlog {

    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofMinutes(1);
    /** Filings of one login since something waits that are taken whatever waits. */
    private static final int FEW = 100;

    /**
     * A look at the topic.
     *
     * @param at nanoseconds
     * @param ended filings that were in it ever
     * @param settled how many of them are settled
     */
    private record Look(long at, long ended, long settled) {}

    private final Duration oldest;
    /** From the last one of which everything is settled on. */
    private final Deque<Look> looks = new ArrayDeque<>();
    /** How many filings each login sent since nothing waited. */
    private final Map<String, Integer> senders = new ConcurrentHashMap<>();

    private volatile boolean sent = true;

    /**
     * @param oldest zero for whatever age
     */
    Backlog(Duration oldest) {
        this.oldest = oldest;
    }

    /** A filing of a login is sent: it is worth a look. */
    void sent(String login) {
        senders.merge(login, 1, Integer::sum);
        sent = true;
    }

    /** Whether nothing waits and nothing was sent since the last look. */
    boolean isQuiet() {
        return !sent && isSettled();
    }

    synchronized void seen(long at, long ended, long settled) {
        sent = false;
        if (isSettled()) {
            // nobody looked since: what waits now has come only just
            looks.clear();
        }
        looks.addLast(new Look(at, ended, settled));
        if (isSettled()) {
            senders.clear();
        }
        Iterator<Look> all = looks.iterator();
        all.next();
        int done = 0;
        while (all.hasNext() && all.next().ended() <= settled) {
            done++;
        }
        for (; done > 0; done--) {
            looks.removeFirst();
        }
    }

    private synchronized boolean isSettled() {
        return looks.isEmpty() || looks.getLast().ended() <= looks.getLast().settled();
    }

    synchronized Duration age() {
        return isSettled()
                ? Duration.ZERO
                : Duration.ofNanos(looks.getLast().at() - looks.getFirst().at());
    }

    /**
     * @throws ProblemException BACKLOG while what waits is too old, and much of it is of this login
     */
    void refuseWhenOld(String login) {
        Duration age = age();
        if (!oldest.isZero() && age.compareTo(oldest) > 0 && senders.getOrDefault(login, 0) >= FEW) {
            throw IntakeProblem.BACKLOG
                    .because("Filings that were acknowledged wait for " + age.toSeconds()
                            + " s to be settled; nothing of this one was sent.")
                    .retryAfter(comeAgain());
        }
    }

    /** When what waits will be settled at the pace of the last looks. */
    private synchronized Duration comeAgain() {
        Look first = looks.getFirst();
        Look last = looks.getLast();
        long done = last.settled() - first.settled();
        if (done <= 0) {
            return LATEST;
        }
        Duration left = Duration.ofNanos(last.at() - first.at())
                .multipliedBy(last.ended() - last.settled())
                .dividedBy(done);
        return left.compareTo(SOONEST) < 0 ? SOONEST : left.compareTo(LATEST) > 0 ? LATEST : left;
    }
}
