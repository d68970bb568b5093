package huikan.analytics.supervision;

import static huikan.analytics.supervision.SupervisionHistory.AT;
import static huikan.analytics.supervision.SupervisionHistory.PROVINCE;
import static huikan.analytics.supervision.SupervisionHistory.above;
import static huikan.analytics.supervision.SupervisionHistory.step;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.EscalationClimbed;
import huikan.events.SupervisionEvent.FindingMoved;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisionWriterTest {

    private static final String COUNTY = "210902-gov";
    private static final List<String> AGENCIES = List.of(PROVINCE, "210900-gov", "211000-gov", COUNTY);
    private static final LocalDate DUE = LocalDate.of(2024, 3, 1);
    private static final LocalDate FROM = LocalDate.of(2024, 2, 20);
    private static final LocalDate TO = LocalDate.of(2024, 3, 9);

    /** The process has ended. */
    private static final class Death extends RuntimeException {}

    private static FindingMoved moved(
            String id, String category, String move, String from, String to, long version, int day, LocalDate due) {
        return new FindingMoved(
                id,
                COUNTY,
                above(COUNTY),
                "COMPLAINT",
                category,
                "IMMEDIATE",
                false,
                due,
                null,
                step(move, from, to, version, AT.plus(Duration.ofDays(day))));
    }

    private static FindingMoved moved(String move, String from, String to, long version, int day) {
        return moved("f", "X", move, from, to, version, day, DUE);
    }

    private static List<Course> then(List<Course> courses, Instant asOf) {
        return courses.stream()
                .map(one -> one.asOf(asOf))
                .flatMap(Optional::stream)
                .toList();
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.ofHours(8)).toLocalDate();
    }

    private static FindingCounts counts(Instant asOf, SupervisionEvent... events) {
        MemoryThings store = new MemoryThings(new Random(0), () -> {});
        new SupervisionWriter(store).write(List.of(events));
        return findings(then(store.courses(), asOf), new Period(null, null), day(asOf), COUNTY, List.of())
                .whole();
    }

    private static Instant after(int days) {
        return AT.plus(Duration.ofDays(days)).plusSeconds(1);
    }

    @Test
    void a_finding_that_relapsed_is_open_again_and_stays_one_that_relapsed() {
        SupervisionEvent[] events = {
            moved("register", null, "REGISTERED", 1, 0),
            moved("assign", "REGISTERED", "ASSIGNED", 2, 1),
            moved("claim", "ASSIGNED", "RECTIFYING", 3, 2),
            moved("closure-request", "RECTIFYING", "VERIFYING", 4, 3),
            moved("closing", "VERIFYING", "CLOSED", 5, 4),
            moved("sample", "CLOSED", "REINSPECTING", 6, 40),
            moved("relapse", "REINSPECTING", "RECTIFYING", 7, 41),
            moved("closure-request", "RECTIFYING", "VERIFYING", 8, 42),
            moved("closing", "VERIFYING", "CLOSED", 9, 43)
        };
        assertThat(counts(AT.minusMillis(1), events).registered()).isZero();
        assertThat(counts(AT, events).registered()).isEqualTo(1);
        assertThat(counts(after(40), events).closed())
                .as("while it is looked at")
                .isEqualTo(1);
        assertThat(counts(after(40), events).inspectedAgain()).isZero();
        FindingCounts relapsed = counts(after(41), events);
        assertThat(relapsed.closed()).isZero();
        assertThat(relapsed.overdue()).isEqualTo(1);
        assertThat(relapsed.relapsed()).isEqualTo(1);
        FindingCounts again = counts(after(43), events);
        assertThat(again.closed()).isEqualTo(1);
        assertThat(again.overdue()).isZero();
        assertThat(again.inspectedAgain()).isEqualTo(1);
        assertThat(again.relapsed()).isEqualTo(1);
        assertThat(again.recurred()).as("it is the same finding").isZero();
    }

    @Test
    void a_finding_is_overdue_when_its_day_is_over_in_shanghai_and_not_once_it_was_extended() {
        FindingMoved registered = moved("register", null, "REGISTERED", 1, 0);
        FindingMoved extended = moved("f", "X", "extension-ruling", "REGISTERED", "REGISTERED", 2, 23, DUE.plusDays(9));
        assertThat(counts(Instant.parse("2024-03-01T15:59:59.999Z"), registered).overdue())
                .isZero();
        Instant midnight = Instant.parse("2024-03-01T16:00:00Z");
        assertThat(counts(midnight, registered).overdue()).isEqualTo(1);
        assertThat(counts(midnight, registered, extended).overdue())
                .as("not extended yet")
                .isEqualTo(1);
        assertThat(counts(after(23), registered, extended).overdue()).isZero();
    }

    @Test
    void one_of_a_category_of_which_the_agency_had_closed_another_recurs() {
        SupervisionEvent[] events = {
            moved("a", "X", "register", null, "REGISTERED", 1, 0, DUE),
            moved("a", "X", "closing", "VERIFYING", "CLOSED", 2, 5, DUE),
            moved("b", "X", "register", null, "REGISTERED", 1, 4, DUE),
            moved("c", "X", "register", null, "REGISTERED", 1, 6, DUE),
            moved("d", "Y", "register", null, "REGISTERED", 1, 6, DUE),
            moved("e", "X", "register", null, "REGISTERED", 1, 6, DUE),
            moved("e", "X", "merge", "REGISTERED", "MERGED", 2, 7, DUE)
        };
        assertThat(counts(after(6), events).recurred()).isEqualTo(2);
        FindingCounts counts = counts(after(7), events);
        assertThat(counts.recurred()).as("one was merged").isEqualTo(1);
        assertThat(counts.registered()).isEqualTo(4);
    }

    @Test
    void what_came_beyond_a_gap_counts_and_what_fills_it_changes_nothing_later() {
        MemoryThings store = new MemoryThings(new Random(0), () -> {});
        SupervisionWriter writer = new SupervisionWriter(store);
        writer.write(List.of(moved("f", "X", "extension-ruling", "RECTIFYING", "RECTIFYING", 4, 4, DUE)));
        assertThat(store.courses()).as("nobody knows whose it is").isEmpty();
        writer.write(List.of(moved("register", null, "REGISTERED", 1, 1)));
        assertThat(store.courses().getFirst().status()).isEqualTo("RECTIFYING");
        // the step between changed the day that a later one changed back
        writer.write(List.of(moved("f", "X", "claim", "REGISTERED", "RECTIFYING", 3, 3, DUE.plusDays(5))));
        writer.write(List.of(new EscalationClimbed(
                "f",
                "findings",
                COUNTY,
                above(COUNTY),
                "DUE_SOON",
                DUE,
                step("escalate", "REGISTERED", "REGISTERED", 2, AT))));
        Thing thing = store.things.get("f").thing();
        assertThat(thing.upTo()).isEqualTo(4);
        assertThat(thing.early()).isEmpty();
        assertThat(thing.stages()).extracting(Stage::dueOn).containsExactly(DUE, DUE.plusDays(5), DUE);
    }

    @Test
    void a_case_that_is_worked_on_for_long_stays_small() {
        MemoryThings store = new MemoryThings(new Random(0), () -> {});
        SupervisionWriter writer = new SupervisionWriter(store);
        writer.write(List.of(moved("register", null, "REGISTERED", 1, 0)));
        for (int version = 2; version < 500; version++) {
            writer.write(List.of(moved("progress", "REGISTERED", "REGISTERED", version, version)));
        }
        assertThat(store.things.get("f").thing().stages()).hasSize(1);
        assertThat(store.things.get("f").thing().upTo()).isEqualTo(499);
    }

    @Test
    void what_is_told_again_writes_nothing_anew() {
        MemoryThings store = new MemoryThings(new Random(0), () -> {});
        List<SupervisionEvent> events = SupervisionHistory.random(new Random(3));
        new SupervisionWriter(store).write(events);
        Map<String, ThingStore.Kept> before = Map.copyOf(store.things);
        new SupervisionWriter(store).write(events);
        assertThat(store.things).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void whatever_dies_and_in_whatever_order_they_come_the_figures_are_those_of_a_plain_recomputation(int seed) {
        Random random = new Random(seed);
        List<SupervisionEvent> events = SupervisionHistory.random(random);
        List<SupervisionEvent> told = new ArrayList<>(events);
        told.addAll(events.subList(0, events.size() / 3));
        Collections.shuffle(told, random);
        List<Runnable> other = new ArrayList<>();
        MemoryThings store = new MemoryThings(random, () -> {
            if (random.nextInt(200) == 0) {
                throw new Death();
            }
            if (random.nextInt(100) == 0 && !other.isEmpty()) {
                other.removeFirst().run();
            }
        });
        SupervisionWriter writer = new SupervisionWriter(store);
        for (int from = 0; from < told.size(); ) {
            int until = Math.min(told.size(), from + 1 + random.nextInt(40));
            List<SupervisionEvent> batch = told.subList(from, until);
            // one that does not know yet that it is not its turn any more
            other.add(() -> writer.write(batch));
            try {
                writer.write(batch);
                from = until;
            } catch (Death death) {
                // the batch comes again
            }
        }
        for (int i = 0; i < 12; i++) {
            Instant asOf = AT.plus(Duration.ofHours(random.nextInt(24 * 80)));
            boolean open = random.nextBoolean();
            LocalDate from = open ? null : FROM;
            LocalDate to = open ? null : TO;
            figuresAre(new Recount(events, from, to, asOf), store.courses(), AGENCIES);
        }
    }

    static void figuresAre(Recount expected, List<Course> courses, List<String> agencies) {
        Period period = new Period(expected.from(), expected.to());
        LocalDate today = day(expected.asOf());
        List<Course> all = then(courses, expected.asOf());
        for (String under : agencies) {
            FindingCounting findings = findings(all, period, today, under, agencies);
            assertThat(findings.whole()).as(under).isEqualTo(expected.findings(under));
            assertThat(findings.children())
                    .isEqualTo(agencies.stream()
                            .sorted()
                            .map(child -> expected.child(under, child))
                            .toList());
            ReplyCounts.Counting orders = new ReplyCounts.Counting(period, today);
            below(all, Kind.ORDERS, under).forEach(orders::add);
            assertThat(orders.counts()).isEqualTo(expected.orders(under));
            expected.letters(under).forEach((kind, counts) -> {
                ReplyCounts.Counting letters = new ReplyCounts.Counting(period, today);
                below(all, Kind.LETTERS, under)
                        .filter(one -> one.facts().getFirst().equals(kind))
                        .forEach(letters::add);
                assertThat(letters.counts()).isEqualTo(counts);
            });
            TaskCounts.Counting tasks = new TaskCounts.Counting(period, today);
            below(all, Kind.TASKS, under).forEach(tasks::add);
            assertThat(tasks.counts()).isEqualTo(expected.tasks(under));
            CaseReviewCounts.Counting reviews = new CaseReviewCounts.Counting(period);
            below(all, Kind.CASE_REVIEWS, under).forEach(reviews::add);
            assertThat(reviews.counts()).isEqualTo(expected.caseReviews(under));
        }
    }

    private static FindingCounting findings(
            List<Course> all, Period period, LocalDate today, String under, List<String> children) {
        FindingCounting counting = new FindingCounting(period, today, children);
        below(all, Kind.FINDINGS, under).forEach(counting::add);
        counting.end();
        return counting;
    }

    private static Stream<Course> below(List<Course> all, Kind kind, String under) {
        return all.stream().filter(one -> one.kind() == kind && one.path().contains(under));
    }
}
