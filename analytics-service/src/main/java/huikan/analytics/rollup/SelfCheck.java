package huikan.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoDatabase;
import huikan.analytics.directory.Directory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Adds up the filings of some agency anew, now and then, and compares: with the sums that are served, and with the history that
 * answers for earlier instants. What differs is looked at again before anybody is woken: a batch may be half written.
 */
@Component
final class SelfCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SelfCheck.class);

    /** So many times in a row is not by chance. */
    private static final int SURE = 3;
    /** What still counts then counts now. */
    private static final Instant NOW_OR_LATER = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final MongoDatabase database;
    private final Generations generations;
    private final Rollups rollups;
    private final Directory directory;
    private final Counter checked;
    private final AtomicInteger wrong;
    private @Nullable Finding suspect;

    SelfCheck(
            MongoDatabase database,
            Generations generations,
            Rollups rollups,
            Directory directory,
            MeterRegistry meters) {
        this.database = database;
        this.generations = generations;
        this.rollups = rollups;
        this.directory = directory;
        this.checked = Counter.builder("huikan.rollup.checked")
                .description("subtrees that were added up anew and compared")
                .register(meters);
        this.wrong = meters.gauge("huikan.rollup.wrong", new AtomicInteger());
    }

    /**
     * An agency in a cycle whose numbers differ.
     *
     * @param sums by how much those that are served are more
     * @param history by basis how much that of the history is more
     * @param times it was found one after the other
     */
    record Finding(String cycle, String agency, Rollup sums, SortedMap<Basis, Sums> history, int times) {

        private boolean isNothing() {
            return sums.isNothing() && history.isEmpty();
        }

        /** What is being written differs otherwise a minute later; what is wrong stays. */
        private @Nullable Finding after(Finding before) {
            boolean stays = sums.equals(before.sums) && history.equals(before.history);
            return isNothing() ? null : new Finding(cycle, agency, sums, history, stays ? before.times + 1 : 1);
        }
    }

    @Scheduled(fixedDelayString = "${huikan.rollup.check-every}", initialDelayString = "${huikan.rollup.check-every}")
    void run() {
        Finding before = suspect;
        if (before == null) {
            random().ifPresent(this::look);
        } else {
            again(before);
        }
    }

    private void look(Finding found) {
        suspect = found.isNothing() ? null : found;
    }

    private void again(Finding before) {
        Finding still = check(before.cycle(), before.agency()).after(before);
        if (still != null && still.times() >= SURE) {
            LOG.error(
                    "the rollups of {} in {} are not what its filings add up to: {}",
                    still.agency(),
                    still.cycle(),
                    still);
        }
        wrong.set(still != null && still.times() >= SURE ? 1 : 0);
        suspect = still;
    }

    private Optional<Finding> random() {
        return one(List.copyOf(directory.cycles()))
                .flatMap(cycle -> one(agencies(cycle)).map(agency -> check(cycle, agency)));
    }

    private static Optional<String> one(List<String> of) {
        return of.isEmpty()
                ? Optional.empty()
                : Optional.of(of.get(ThreadLocalRandom.current().nextInt(of.size())));
    }

    private List<String> agencies(String cycle) {
        return StoredRollups.sums(database, generations.shown())
                .find(eq("cycle", cycle))
                .projection(include("agency"))
                .map(part -> part.getString("agency"))
                .into(new ArrayList<>());
    }

    Finding check(String cycle, String agency) {
        Rollup difference = rollups.of(cycle, agency);
        SortedMap<Basis, Sums> history = new TreeMap<>();
        for (Basis basis : Basis.values()) {
            history.put(
                    basis,
                    rollups.lineage(cycle, agency, basis, NOW_OR_LATER, Rollups.ALL)
                            .sums());
        }
        int generation = generations.shown();
        Set<String> below = new HashSet<>();
        for (Document part : StoredRollups.sums(database, generation)
                .find(and(eq("cycle", cycle), eq("path", agency)))
                .projection(include("agency"))) {
            below.add(Rollup.key(cycle, part.getString("agency")));
        }
        for (Document count : StoredRollups.counts(database, generation).find(in("_id", below))) {
            Rollup share = Differences.share(cycle, agency, StoredRollups.tally(count), Instant.EPOCH);
            difference = difference.plus(Differences.negated(share));
            history.replaceAll((basis, sums) -> sums.minus(share.sums(basis)));
        }
        checked.increment();
        history.values().removeIf(Sums.NONE::equals);
        return new Finding(cycle, agency, difference.at(Instant.EPOCH), history, 1);
    }
}
