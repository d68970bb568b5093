package huikan.analytics.rollup;

import static huikan.analytics.rollup.History.AGENCIES;
import static huikan.analytics.rollup.History.CYCLE;
import static huikan.analytics.rollup.History.PROVINCE;
import static huikan.analytics.rollup.History.decided;
import static huikan.analytics.rollup.History.filed;
import static huikan.analytics.rollup.History.owed;
import static huikan.analytics.rollup.History.replaced;
import static huikan.analytics.rollup.History.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.analytics.rollup.RollupStore.Part;
import huikan.analytics.rollup.RollupWriter.Placed;
import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RollupWriterTest {

    private static final String COUNTY = AGENCIES.getFirst();
    private static final String CITY = History.city(COUNTY);

    private final MemoryStore store = new MemoryStore(new Random(0), () -> {});
    private final List<SubmissionEvent> told = new ArrayList<>();

    /** Tells more of partition 0. */
    private void tell(SubmissionEvent... events) {
        told.addAll(List.of(events));
        List<Placed> all = History.placed(0, told);
        new RollupWriter(store).write(0, all.subList(all.size() - events.length, all.size()));
    }

    private Rollup of(String agency) {
        return whole(store).getOrDefault(CYCLE + "/" + agency, Rollup.empty(CYCLE, agency));
    }

    /** The rollups that are not nothing, without the time of their last event. */
    private static Map<String, Rollup> whole(MemoryStore store) {
        Map<String, Rollup> whole = new TreeMap<>();
        for (Part part : store.parts.values()) {
            whole.merge(part.rollup().key(), part.rollup(), Rollup::plus);
        }
        whole.values().removeIf(Rollup::isNothing);
        whole.replaceAll((key, one) -> new Rollup(
                one.cycle(),
                one.agency(),
                one.level(),
                one.path(),
                one.expected(),
                one.filed(),
                one.late(),
                one.excused(),
                one.bases(),
                Instant.EPOCH));
        return whole;
    }

    private long total(String agency, Basis basis) {
        return History.total(of(agency), basis);
    }

    @Test
    void a_filing_counts_for_its_agency_and_every_superior() {
        tell(filed(COUNTY, 1, 670, false));
        for (String agency : List.of(COUNTY, CITY, PROVINCE)) {
            assertThat(total(agency, Basis.REPORTED)).isEqualTo(670);
        }
        assertThat(total(PROVINCE, Basis.APPROVED)).isZero();
        assertThat(of(PROVINCE).sums(Basis.REPORTED).byLevel()).containsOnlyKeys(AgencyLevel.COUNTY);
        assertThat(of(COUNTY).parent()).isEqualTo(CITY);
        assertThat(of(PROVINCE).parent()).isNull();
        assertThat(of(CITY).level()).isEqualTo(AgencyLevel.CITY);
    }

    @Test
    void what_an_agency_states_of_those_below_it_is_its_own_word_and_in_no_sum_above() {
        tell(filed(COUNTY, 1, 670, false));
        assertThat(of(COUNTY).sums(Basis.REPORTED).stated()).containsEntry("INS001", Sum.of(671));
        assertThat(of(CITY).sums(Basis.REPORTED).stated()).isEmpty();
    }

    @Test
    void a_returned_submission_is_taken_out_of_the_rollup_but_stays_filed() {
        tell(owed(COUNTY), filed(COUNTY, 1, 670, true), decided(COUNTY, 1, Outcome.RETURNED, 3));
        assertThat(of(PROVINCE).sums(Basis.REPORTED)).isEqualTo(Sums.NONE);
        assertThat(of(PROVINCE).expected()).isEqualTo(1);
        assertThat(of(PROVINCE).filed()).isEqualTo(1);
        assertThat(of(PROVINCE).late()).isEqualTo(1);
    }

    private void assertApproved(long total) {
        for (String agency : List.of(COUNTY, CITY, PROVINCE)) {
            assertThat(total(agency, Basis.APPROVED)).as(agency).isEqualTo(total);
        }
    }

    @Test
    void a_replaced_submission_is_taken_out_of_what_is_reported_as_surely_as_it_was_put_in() {
        tell(filed(COUNTY, 1, 670, false), replaced(COUNTY, 1, null), filed(COUNTY, 2, 600, false));
        assertThat(total(PROVINCE, Basis.REPORTED)).isEqualTo(600);
        assertApproved(0);
    }

    @Test
    void an_approved_filing_counts_until_a_correction_of_it_is_approved() {
        tell(filed(COUNTY, 1, 670, false), decided(COUNTY, 1, Outcome.APPROVED, 3));
        assertApproved(670);
        tell(replaced(COUNTY, 1, 3L), filed(COUNTY, 2, 600, false));
        assertThat(total(PROVINCE, Basis.REPORTED)).isEqualTo(600);
        assertApproved(670);
        tell(decided(COUNTY, 2, Outcome.RETURNED, 3));
        assertThat(total(PROVINCE, Basis.REPORTED)).isZero();
        assertApproved(670);
        tell(replaced(COUNTY, 2, null), filed(COUNTY, 3, 610, false));
        assertThat(total(PROVINCE, Basis.REPORTED)).isEqualTo(610);
        assertApproved(670);
        // what its first level had passed was taken back
        tell(decided(COUNTY, 3, Outcome.VOIDED, 3));
        assertApproved(670);
        tell(decided(COUNTY, 3, Outcome.APPROVED, 4));
        assertApproved(610);
        assertThat(of(PROVINCE).sums(Basis.APPROVED).filings()).isEqualTo(1);
        assertThat(of(PROVINCE).filed()).isEqualTo(1);
    }

    @Test
    void what_was_approved_over_ends_what_it_corrected_for_good() {
        tell(
                filed(COUNTY, 1, 670, false),
                decided(COUNTY, 1, Outcome.APPROVED, 3),
                replaced(COUNTY, 1, 3L),
                filed(COUNTY, 2, 600, false),
                decided(COUNTY, 2, Outcome.APPROVED, 3),
                decided(COUNTY, 2, Outcome.VOIDED, 4));
        assertApproved(0);
        tell(replaced(COUNTY, 2, null), filed(COUNTY, 3, 610, false));
        assertApproved(0);
        // all of it once more
        new RollupWriter(store).write(0, History.placed(0, told));
        assertApproved(0);
    }

    @Test
    void figures_that_changed_below_end_an_approval_also_while_its_correction_waits() {
        tell(
                filed(COUNTY, 1, 670, false),
                decided(COUNTY, 1, Outcome.APPROVED, 3),
                replaced(COUNTY, 1, 3L),
                filed(COUNTY, 2, 600, false),
                decided(COUNTY, 1, Outcome.VOIDED, 5));
        assertApproved(0);
        // that it was approved is told late
        tell(decided(COUNTY, 1, Outcome.APPROVED, 3));
        assertApproved(0);
        tell(decided(COUNTY, 2, Outcome.APPROVED, 3));
        assertApproved(600);
    }

    @Test
    void an_approval_that_is_told_after_the_correction_counts_as_soon_as_its_correction_is_told() {
        tell(
                filed(COUNTY, 1, 670, false),
                replaced(COUNTY, 1, 3L),
                filed(COUNTY, 2, 600, false),
                replaced(COUNTY, 2, null),
                filed(COUNTY, 3, 610, false));
        assertApproved(670);
        tell(decided(COUNTY, 1, Outcome.APPROVED, 3));
        assertApproved(670);
    }

    /** Corrections of approved filings could be withdrawn before. */
    @Test
    void a_withdrawal_leaves_nothing_of_what_was_approved_before() {
        tell(
                filed(COUNTY, 1, 670, false),
                decided(COUNTY, 1, Outcome.APPROVED, 3),
                filed(COUNTY, 2, 600, false),
                withdrawn(COUNTY, 2));
        assertThat(whole(store)).isEmpty();
        tell(filed(COUNTY, 3, 610, false), decided(COUNTY, 1, Outcome.APPROVED, 3), filed(COUNTY, 1, 670, false));
        assertApproved(0);
    }

    @Test
    void nobody_is_excused_while_a_correction_waits() {
        tell(
                owed(COUNTY),
                filed(COUNTY, 1, 670, false),
                decided(COUNTY, 1, Outcome.APPROVED, 3),
                replaced(COUNTY, 1, 3L),
                filed(COUNTY, 2, 600, false),
                History.amended(COUNTY, 1, true));
        assertThat(of(PROVINCE).excused()).isZero();
        assertApproved(670);
    }

    /** It is looked at until all is counted anew. */
    @Test
    void a_count_of_before_is_read_as_it_counted_then() {
        tell(filed(COUNTY, 1, 670, false), decided(COUNTY, 1, Outcome.APPROVED, 3));
        Tally now = store.counts.get(CYCLE + "/" + COUNTY).tally();
        ObjectNode stored = (ObjectNode) JsonMapper.shared().readTree(Json.text(now));
        assertThat(stored.remove("restated").isNull()).isTrue();
        assertThat(((ObjectNode) stored.at("/words/1")).remove("approved").asBoolean())
                .isTrue();
        Tally read = Json.read(Tally.class, stored.toString());
        for (Standing standing : Standing.values()) {
            assertThat(read.standing(standing)).as(standing.name()).isEqualTo(now.standing(standing));
        }
    }

    /** However often it is corrected: of those between only the last is kept. */
    @Test
    void what_is_kept_of_an_obligation_is_two_filings_and_what_was_said_of_them() {
        tell(filed(COUNTY, 1, 670, false), decided(COUNTY, 1, Outcome.APPROVED, 3), replaced(COUNTY, 1, 3L));
        for (long revision = 2; revision < 50; revision++) {
            tell(
                    filed(COUNTY, revision, revision, false),
                    decided(COUNTY, revision, Outcome.RETURNED, 3),
                    replaced(COUNTY, revision, null));
        }
        Tally tally = store.counts.get(CYCLE + "/" + COUNTY).tally();
        assertThat(tally.filings()).extracting(Tally.Filing::revision).containsExactly(1L, 49L);
        assertThat(tally.words()).containsOnlyKeys(1L, 49L);
    }

    @Test
    void an_approval_that_ended_counts_as_reported_until_it_is_approved_again() {
        tell(
                filed(COUNTY, 1, 670, false),
                decided(COUNTY, 1, Outcome.APPROVED, 3),
                decided(COUNTY, 1, Outcome.VOIDED, 4));
        assertThat(total(PROVINCE, Basis.APPROVED)).isZero();
        assertThat(total(PROVINCE, Basis.REPORTED)).isEqualTo(670);
        // the approval that ended comes once more
        tell(decided(COUNTY, 1, Outcome.APPROVED, 3));
        assertThat(total(PROVINCE, Basis.APPROVED)).isZero();
        tell(decided(COUNTY, 1, Outcome.APPROVED, 6), decided(COUNTY, 1, Outcome.VOIDED, 4));
        assertThat(total(PROVINCE, Basis.APPROVED)).isEqualTo(670);
    }

    @Test
    void a_withdrawn_submission_is_no_longer_filed() {
        tell(filed(COUNTY, 1, 670, true), withdrawn(COUNTY, 1));
        assertThat(whole(store)).isEmpty();
    }

    @Test
    void a_filing_that_was_put_right_after_what_was_said_of_it_counts_as_was_said() {
        tell(decided(COUNTY, 1, Outcome.APPROVED, 3), filed(COUNTY, 1, 670, true));
        assertThat(total(PROVINCE, Basis.APPROVED)).isEqualTo(670);
    }

    @Test
    void a_rate_sums_only_filings_that_have_both_of_its_sides() {
        tell(filed(COUNTY, 1, 8, false), filed(AGENCIES.get(1), 1, 7, false));
        Sums sums = of(PROVINCE).sums(Basis.REPORTED);
        assertThat(sums.numerators()).containsEntry("LIT012", Sum.of(8));
        assertThat(sums.denominators()).containsEntry("LIT012", Sum.of(10));
        // both filed the denominator's figure; one left the numerator out
        assertThat(sums.byLevel().get(AgencyLevel.COUNTY)).containsEntry("LIT003", new Sum(20, 2, 0));
    }

    @Test
    void a_sum_that_does_not_fit_is_an_error_that_names_it_and_writes_nothing() {
        tell(filed(COUNTY, 1, Long.MAX_VALUE - 1, false));
        Map<String, Part> before = Map.copyOf(store.parts);
        assertThatThrownBy(() -> tell(filed(AGENCIES.get(1), 1, 2, false)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining(CYCLE + "/" + CITY);
        assertThat(store.parts).isEqualTo(before);
        assertThat(store.counts).hasSize(1);
    }

    @Test
    void the_history_tells_when_each_filing_counted() {
        tell(
                owed(COUNTY),
                filed(COUNTY, 1, 670, false),
                decided(COUNTY, 1, Outcome.APPROVED, 3),
                decided(COUNTY, 1, Outcome.VOIDED, 4),
                filed(COUNTY, 2, 600, false));
        String first = COUNTY + "/1/";
        String second = COUNTY + "/2/";
        assertThat(store.spans)
                .containsOnlyKeys(
                        first + "HELD/0-1",
                        first + "REPORTED/0-1",
                        first + "APPROVED/0-2",
                        second + "HELD/0-4",
                        second + "REPORTED/0-4");
        assertThat(store.ends)
                .containsOnly(
                        Map.entry(first + "HELD/0-1", History.AT.plusSeconds(4)),
                        Map.entry(first + "REPORTED/0-1", History.AT.plusSeconds(4)),
                        Map.entry(first + "APPROVED/0-2", History.AT.plusSeconds(3)));
    }

    /** The process ended here. */
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Map<String, SortedMap<String, Long>> numbers(MemoryStore store) {
        return Recount.numbers(whole(store));
    }

    private static Map<String, SortedMap<String, Long>> plainly(List<SubmissionEvent> events) {
        return new Recount(events).numbers();
    }

    /**
     * Histories of several obligations, cut into batches anew after each death; deaths between any two writes; up to two more
     * writers of the partition that come between any two writes of the first and do not know of it.
     */
    @Test
    void whatever_dies_and_whoever_else_writes_the_numbers_are_those_of_a_plain_recomputation() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Played played = new Played(seed, true);
            Recount recount = new Recount(played.events);
            assertThat(numbers(played.store)).as("seed " + seed).isEqualTo(recount.numbers());
            assertThat(openSpans(played.store)).as("seed " + seed).containsExactlyElementsOf(recount.standing());
        }
    }

    @Test
    void that_test_sees_what_goes_wrong_when_counts_are_written_over_somebody_elses() {
        long wrong = IntStream.range(0, HISTORIES)
                .filter(seed -> {
                    Played played = new Played(seed, false);
                    return !numbers(played.store).equals(plainly(played.events));
                })
                .count();
        assertThat(wrong).isPositive();
    }

    private static final int HISTORIES = 5_000;

    /** A history and what a store has of it after all that may come between. */
    private static final class Played {
        private final Random random;
        private final List<SubmissionEvent> events;
        private final MemoryStore store;
        private int committed;
        private int deep;

        Played(int seed, boolean guarded) {
            random = new Random(seed);
            events = History.random(random);
            store = new MemoryStore(random, this::between, guarded);
            boolean done = false;
            while (!done) {
                done = follow(committed);
            }
        }

        private void between() {
            if (random.nextInt(12) == 0) {
                throw new Died();
            }
            if (deep < 2 && random.nextInt(10) == 0) {
                deep++;
                follow(random.nextInt(committed + 1));
                deep--;
            }
        }

        /** Whether it came to the end, from an offset on. */
        private boolean follow(int from) {
            List<Placed> placed = History.placed(0, events);
            try {
                int at = from;
                while (at < placed.size()) {
                    int to = Math.min(placed.size(), at + 1 + random.nextInt(7));
                    new RollupWriter(store).write(0, placed.subList(at, to));
                    at = to;
                    committed = Math.max(committed, at);
                }
                return true;
            } catch (Died | IllegalStateException ended) {
                return false;
            }
        }
    }

    private static List<String> openSpans(MemoryStore store) {
        return store.spans.values().stream()
                .filter(one -> !store.ends.containsKey(MemoryStore.id(one)))
                .map(one -> one.name().split("/")[0] + " " + one.filing().submission())
                .sorted()
                .toList();
    }

    @Test
    void the_numbers_are_right_after_each_event_and_the_spans_tell_them_for_ever() {
        for (int seed = 0; seed < 500; seed++) {
            List<SubmissionEvent> events = History.random(new Random(seed));
            MemoryStore step = new MemoryStore(new Random(seed), () -> {});
            List<Placed> placed = History.placed(0, events);
            for (int i = 0; i < placed.size(); i++) {
                new RollupWriter(step).write(0, placed.subList(i, i + 1));
                assertThat(numbers(step)).as("seed %d after %d", seed, i).isEqualTo(plainly(events.subList(0, i + 1)));
            }
            for (int i = 0; i < placed.size(); i++) {
                Instant at = placed.get(i).time();
                assertThat(spansAt(step, at))
                        .as("seed %d as of %d", seed, i)
                        .containsExactlyElementsOf(new Recount(events.subList(0, i + 1)).standing());
            }
        }
    }

    private static List<String> spansAt(MemoryStore store, Instant at) {
        return store.spans.values().stream()
                .filter(one -> !one.from().isAfter(at))
                .filter(one -> !store.ends.containsKey(MemoryStore.id(one))
                        || store.ends.get(MemoryStore.id(one)).isAfter(at))
                .map(one -> one.name().split("/")[0] + " " + one.filing().submission())
                .sorted()
                .toList();
    }

    @Test
    void partitions_that_were_added_go_on_where_the_old_one_ended() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<SubmissionEvent> events = History.random(random);
            int cut = 1 + random.nextInt(events.size() - 1);
            MemoryStore both = new MemoryStore(random, () -> {});
            new RollupWriter(both).write(0, History.placed(0, events.subList(0, cut)));
            new RollupWriter(both).write(3, History.placed(3, events.subList(cut, events.size())));
            assertThat(numbers(both)).as("seed " + seed).isEqualTo(plainly(events));
        }
    }
}
