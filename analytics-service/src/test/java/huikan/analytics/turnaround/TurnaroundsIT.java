package huikan.analytics.turnaround;

import static huikan.analytics.turnaround.ReviewHistory.AT;
import static huikan.analytics.turnaround.ReviewHistory.CYCLE;
import static huikan.analytics.turnaround.ReviewHistory.PROVINCE;
import static huikan.analytics.turnaround.ReviewHistory.filed;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewPassed;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.Superior;
import huikan.testing.OnInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class TurnaroundsIT extends OnInfrastructure {

    private static final String COUNTY = "210902-gov";
    private static final String CITY = "210900-gov";
    private static final List<Superior> TWO =
            List.of(new Superior(CITY, AgencyLevel.CITY), new Superior(PROVINCE, AgencyLevel.PROVINCE));

    @Autowired
    Turnarounds turnarounds;

    @Autowired
    MongoDatabase database;

    @BeforeEach
    void nothing() {
        database.getCollection("review-times").deleteMany(new Document());
    }

    private static Instant at(int hours) {
        return AT.plus(Duration.ofHours(hours));
    }

    private LevelTurnaround of(AgencyLevel level, int hours) {
        return turnarounds.of(CYCLE, CITY, Set.of(), at(hours)).stream()
                .filter(one -> one.level() == level)
                .findFirst()
                .orElseThrow();
    }

    private static ReviewPassed passed(String id, Long step, int hours) {
        return new ReviewPassed(id, CYCLE, COUNTY, 1, "x", AgencyLevel.CITY, step, "x", at(hours));
    }

    private static ReviewReturned returned(String id, AgencyLevel level, Long step, int hours) {
        return new ReviewReturned(
                id, CYCLE, COUNTY, 1, "x", level, List.of(), LocalDate.EPOCH, null, step, "x", at(hours));
    }

    @Test
    void as_of_any_instant_they_are_those_of_the_book_in_whatever_order_and_however_often_they_are_told() {
        for (int seed = 0; seed < 12; seed++) {
            nothing();
            Random random = new Random(seed);
            ReviewHistory history = new ReviewHistory(random);
            List<Runnable> told = new ArrayList<>();
            for (int times = 0; times < 2; times++) {
                history.submissions.forEach(event -> told.add(() -> turnarounds.filed(List.of(event))));
                history.reviews.forEach(event -> told.add(() -> turnarounds.decided(List.of(event))));
            }
            Collections.shuffle(told, random);
            told.forEach(Runnable::run);
            turnarounds.filed(history.submissions);
            turnarounds.decided(history.reviews);
            for (int i = 0; i < 20; i++) {
                Instant asOf = AT.plus(Duration.ofMinutes(random.nextInt(40_000)));
                for (String under : List.of(PROVINCE, CITY, COUNTY)) {
                    assertThat(turnarounds.of(CYCLE, under, Set.of(), asOf))
                            .as("%s at %s of seed %d", under, asOf, seed)
                            .isEqualTo(history.expected(under, asOf));
                }
            }
        }
    }

    @Test
    void a_correction_begins_with_the_level_that_returned_it_also_after_the_agency_has_moved() {
        List<Superior> before =
                List.of(new Superior("211000-gov", AgencyLevel.CITY), new Superior(PROVINCE, AgencyLevel.PROVINCE));
        turnarounds.filed(List.of(filed("a", COUNTY, before, 1, null, at(0)), filed("b", COUNTY, TWO, 2, "a", at(10))));
        turnarounds.decided(List.of(passed("a", 2L, 1), returned("a", AgencyLevel.PROVINCE, 3L, 2)));
        assertThat(of(AgencyLevel.CITY, 11).waiting()).isZero();
        assertThat(of(AgencyLevel.PROVINCE, 11).oldest()).isEqualTo(at(10));
        assertThat(of(AgencyLevel.PROVINCE, 11).decided())
                .as("it was not the city's then")
                .isZero();
        assertThat(turnarounds.of(CYCLE, "211000-gov", Set.of(), at(11)))
                .extracting(LevelTurnaround::decided)
                .containsExactly(1L, 1L);
    }

    @Test
    void steps_follow_their_numbers_where_clocks_differ() {
        turnarounds.filed(List.of(filed("a", COUNTY, TWO, 1, null, at(0))));
        turnarounds.decided(List.of(returned("a", AgencyLevel.PROVINCE, 3L, 4), passed("a", 2L, 5)));
        assertThat(of(AgencyLevel.CITY, 6).median()).isEqualTo(Duration.ofHours(5));
        assertThat(of(AgencyLevel.PROVINCE, 6).median()).isZero();
        assertThat(of(AgencyLevel.PROVINCE, 6).waiting()).isZero();
    }

    @Test
    void percentiles_are_by_nearest_rank_over_all_of_them() {
        for (int i = 1; i <= 11; i++) {
            turnarounds.filed(List.of(filed("a" + i, COUNTY, TWO, i, null, at(0))));
            turnarounds.decided(List.of(passed("a" + i, 2L, i)));
        }
        assertThat(of(AgencyLevel.CITY, 20).median()).isEqualTo(Duration.ofHours(6));
        assertThat(of(AgencyLevel.CITY, 20).p90()).isEqualTo(Duration.ofHours(10));
        assertThat(of(AgencyLevel.CITY, 4).median()).isEqualTo(Duration.ofHours(2));
        assertThat(of(AgencyLevel.CITY, 4).p90()).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void a_filing_without_levels_waits_for_nobody_and_one_that_is_not_known_is_not_counted() {
        turnarounds.filed(List.of(filed("a", COUNTY, List.of(), 1, null, at(0))));
        turnarounds.decided(List.of(
                new ReviewApproved("a", CYCLE, COUNTY, 1, "x", 1L, "no-superior", at(0)), passed("unknown", 2L, 1)));
        assertThat(turnarounds.of(CYCLE, COUNTY, Set.of(), at(5))).isEmpty();
    }

    @Test
    void whoever_did_not_stand_above_it_then_is_told_nothing_of_it() {
        turnarounds.filed(List.of(filed("a", COUNTY, TWO, 1, null, at(0))));
        assertThat(turnarounds.of(CYCLE, COUNTY, Set.of(CITY), at(5))).hasSize(2);
        assertThat(turnarounds.of(CYCLE, COUNTY, Set.of("211000-gov"), at(5))).isEmpty();
    }
}
