package huikan.bench;

import huikan.bench.Province.Slot;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/** What was acknowledged, held against what the suite's ledger and rollups say of it: nothing may be missing in the end. */
final class Books {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Api api;
    private final Logins logins;
    private final Map<String, LongAdder> acknowledged = new ConcurrentHashMap<>();
    /** Cycles that something was done to since they were looked at. */
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    Books(Api api, Logins logins) {
        this.api = api;
        this.logins = logins;
    }

    void issued(String cycle) {
        acknowledged.put(cycle, new LongAdder());
        open.add(cycle);
    }

    void acknowledged(Slot slot) {
        acknowledged.getOrDefault(slot.cycle(), new LongAdder()).increment();
        open.add(slot.cycle());
    }

    /**
     * Waits until every cycle is known to the rollups, and every filing that was acknowledged in it is settled and counted.
     *
     * @throws Trouble when that takes too long
     */
    void awaitSettled(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        // one cycle after the other: asking for all of them again and again would be a load of its own
        for (Iterator<String> cycles = open.iterator(); cycles.hasNext(); cycles.remove()) {
            String cycle = cycles.next();
            while (!isSettled(cycle)) {
                if (System.nanoTime() > until) {
                    throw new Trouble("not every filing that was acknowledged in " + cycle + " is counted after "
                            + patience.toSeconds() + " s");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            }
        }
    }

    private boolean isSettled(String cycle) {
        JsonNode ledger = api.get(logins.admin(), "/api/cycles/" + cycle + "/ledger");
        return ledger.path("received").asLong() >= acknowledgedIn(cycle)
                && ledger.path("balanced").asBoolean()
                && api.find(logins.reader(), rollup(cycle, logins.top()))
                        .filter(one -> counted(one) == ledger.path("filed").asLong())
                        .isPresent();
    }

    private long acknowledgedIn(String cycle) {
        return acknowledged.getOrDefault(cycle, new LongAdder()).sum();
    }

    /** The path of a rollup with as little in it as can be. */
    static String rollup(String cycle, String under) {
        return "/api/metrics/rollup?cycle=" + cycle + "&under=" + under + "&basis=REPORTED&indicators=INS001";
    }

    static long counted(JsonNode rollup) {
        return rollup.at("/filings/counted").asLong();
    }
}
