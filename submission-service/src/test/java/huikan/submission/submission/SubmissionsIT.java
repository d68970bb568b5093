package huikan.submission.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.SubmissionReceived;
import huikan.service.page.Page;
import huikan.submission.intake.Settling;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationLists;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import huikan.submission.testing.Received;
import huikan.testing.OnInfrastructure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

/** Lists and counts of what was filed, for whoever may see it. */
@SpringBootTest(properties = "huikan.demo=true")
class SubmissionsIT extends OnInfrastructure {

    private static final String CYCLE = "annual-2020";
    private static final List<String> AGENCIES = List.of("210902-gov", "210903-gov", "210904-gov", "210202-gov");

    private static boolean filed;

    @Autowired
    ApplicationContext service;

    @Autowired
    Submissions submissions;

    @Autowired
    SubmissionLists lists;

    @Autowired
    Obligations obligations;

    @Autowired
    ObligationLists owed;

    /** Each files twice; the second holds no slot and is rejected. */
    @BeforeEach
    void file() {
        if (!filed) {
            for (String agency : AGENCIES) {
                Settling.settle(service, event(agency, 1), event(agency, 2));
            }
            filed = true;
        }
    }

    private static SubmissionReceived event(String agency, int figure) {
        // the cycle was due on 2021-03-01
        String at = agency.equals("210904-gov") ? "2021-04-01T00:00:00Z" : "2021-02-01T00:00:00Z";
        return Received.of(CYCLE, agency, at, figure);
    }

    /** All pages of three, without what other tests filed of other cycles. */
    private List<Submission> pages(String seenBy, String cycle, String agency, SubmissionStatus status) {
        List<Submission> all = new ArrayList<>();
        String after = null;
        do {
            Page<Submission> page = lists.list(seenBy, cycle, agency, status, after, 3);
            all.addAll(page.items());
            after = page.next();
        } while (after != null);
        all.removeIf(one -> !one.cycle().equals(CYCLE));
        return all;
    }

    @Test
    void whatever_is_asked_for_comes_in_the_order_of_settling_each_once() {
        assertThat(pages(null, null, null, null)).hasSize(8);
        assertThat(pages(null, CYCLE, null, SubmissionStatus.REJECTED)).hasSize(4);
        assertThat(pages("210000-gov", null, null, null)).hasSize(8);
        assertThat(pages("210900-gov", CYCLE, null, null))
                .hasSize(6)
                .isSortedAccordingTo(Comparator.comparing(Submission::rank))
                .doesNotHaveDuplicates();
        assertThat(pages("210900-gov", null, "210902-gov", SubmissionStatus.ACCEPTED))
                .hasSize(1);
        assertThat(pages("210900-gov", CYCLE, "210202-gov", null)).isEmpty();
        assertThat(pages(null, null, "210202-gov", null)).hasSize(2);
        assertThat(pages(null, CYCLE, "210202-gov", null)).hasSize(2);
    }

    @Test
    void the_numbers_of_a_subtree_and_of_all_are_those_of_the_filings() {
        assertThat(lists.count(CYCLE, "210900-gov", SubmissionStatus.ONCE_ACCEPTED))
                .isEqualTo(3);
        assertThat(lists.count(CYCLE, "210900-gov", EnumSet.of(SubmissionStatus.REJECTED)))
                .isEqualTo(3);
        assertThat(lists.count(CYCLE, null, SubmissionStatus.SETTLED)).isEqualTo(8);
        assertThat(obligations.countFiled(CYCLE, "210900-gov")).isEqualTo(3);
        assertThat(obligations.countLate(CYCLE, "210900-gov")).isEqualTo(1);
        assertThat(obligations.countFiled(CYCLE, null)).isEqualTo(4);
        assertThat(obligations.countLate(CYCLE, null)).isEqualTo(1);
    }

    @Test
    void what_is_owed_is_listed_by_agency() {
        List<Obligation> first = owed.list(CYCLE, "210900-gov", ObligationStatus.FILED, null, 2);
        assertThat(first).extracting(Obligation::agency).containsExactly("210902-gov", "210903-gov");
        assertThat(owed.list(CYCLE, "210900-gov", ObligationStatus.FILED, "210903-gov", 2))
                .extracting(Obligation::agency)
                .containsExactly("210904-gov");
        assertThat(owed.list(CYCLE, "210900-gov", null, "210902-gov", 1))
                .extracting(Obligation::agency)
                .containsExactly("210903-gov");
        assertThat(owed.list(CYCLE, null, ObligationStatus.FILED, null, 500)).hasSize(4);
        assertThat(owed.list(CYCLE, null, null, "210902-gov", 1)).hasSize(1);
    }

    @Test
    void what_a_level_has_passed_is_marked_once() {
        String id = lists.list("210202-gov", CYCLE, null, SubmissionStatus.ACCEPTED, null, 2)
                .items()
                .getFirst()
                .id();
        long before = submissions.find(id).orElseThrow().version();
        submissions.takeUp(id, "somebody", Instant.EPOCH);
        submissions.takeUp(id, "somebody", Instant.EPOCH);
        assertThat(submissions.find(id).orElseThrow().version()).isEqualTo(before + 1);
    }

    /** Two who settle at once: the second has an earlier place and is written a moment later. */
    @Test
    void a_cursor_never_stands_behind_what_is_still_to_be_written() {
        String cycle = "annual-2018";
        SubmissionReceived[] some = Stream.of("210404-gov", "210411-gov", "210421-gov", "210422-gov")
                .map(agency -> Received.of(cycle, agency, "2019-02-01T00:00:00Z", 5))
                .toArray(SubmissionReceived[]::new);
        Settling.settle(service, some);
        Set<String> seen = new HashSet<>();
        Page<Submission> young = lists.list("210400-gov", cycle, null, null, null, 2);
        assertThat(young.items()).isEmpty();
        assertThat(young.next()).isNotNull();
        // the same page again and again, until its neighbours are sure to be there
        String after = young.next();
        await().until(() -> !lists.list("210400-gov", cycle, null, null, young.next(), 2)
                .items()
                .isEmpty());
        while (after != null) {
            Page<Submission> page = lists.list("210400-gov", cycle, null, null, after, 2);
            page.items().forEach(one -> seen.add(one.id()));
            after = page.next();
        }
        assertThat(seen).contains(Stream.of(some).map(SubmissionReceived::id).toArray(String[]::new));
    }

    @Test
    void what_took_long_to_write_or_came_again_takes_a_later_place() {
        SubmissionReceived event = Received.of("annual-2018", "210911-gov", "2019-02-01T00:00:00Z", 5);
        Settling.settle(service, event);
        String first = submissions.find(event.id()).orElseThrow().rank();
        await().pollDelay(SubmissionLists.STILL).until(() -> true);
        Settling.settle(service, event);
        assertThat(submissions.find(event.id()).orElseThrow().rank()).isGreaterThan(first);
    }
}
