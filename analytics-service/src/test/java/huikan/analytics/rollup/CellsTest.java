package huikan.analytics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.Ratio;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class CellsTest {

    private static final Tally.Filing FILING = new Tally.Filing(
            "s",
            "c",
            "a",
            AgencyLevel.COUNTY,
            List.of(),
            1,
            false,
            Map.of("INS001", 0L, "PEN011", Long.MAX_VALUE, "odd.$ %2E", -7L),
            Map.of("INS001", 5L),
            Map.of("LIT012", new Ratio(3, 10)),
            List.of("TRN003"));

    @Test
    void a_filing_says_what_it_said() {
        Document cells = Cells.of(FILING);
        assertThat(Cells.filing(FILING.saying(Map.of(), Map.of(), Map.of(), List.of()), cells))
                .isEqualTo(FILING);
        assertThat(cells.getString("INS001")).isEqualTo("own 0;stated 5");
        assertThat(cells.keySet()).as("paths of fields").noneMatch(name -> name.contains(".") || name.contains("$"));
    }

    @Test
    void sums_are_what_they_were_and_one_of_them_can_be_asked_for() {
        Sums own = Sums.of(FILING, "a");
        Sums both = own.plus(Sums.of(FILING.saying(Map.of("INS001", 4L), Map.of(), Map.of(), List.of()), "other"));
        TreeMap<Basis, Sums> bases = new TreeMap<>(Map.of(Basis.REPORTED, both, Basis.APPROVED, own));
        Document cells = Cells.of(bases);
        Map<Basis, Long> filings = Map.of(Basis.REPORTED, 2L, Basis.APPROVED, 1L);
        assertThat(Cells.sums(filings, cells)).isEqualTo(bases);
        assertThat(cells.getString("INS001"))
                .isEqualTo("R COUNTY 4 2 1;R own 0 1 1;R stated 5 1 0;A COUNTY 0 1 1;A own 0 1 1;A stated 5 1 0");
        Sums one =
                Cells.sums(filings, new Document("INS001", cells.get("INS001"))).get(Basis.REPORTED);
        assertThat(one.filings()).isEqualTo(2);
        assertThat(one.byLevel()).isEqualTo(Map.of(AgencyLevel.COUNTY, Map.of("INS001", new Sum(4, 2, 1))));
        assertThat(one.numerators()).isEmpty();
    }

    @Test
    void bases_have_letters_of_their_own() {
        assertThat(List.of(Basis.values()))
                .extracting(one -> one.name().charAt(0))
                .doesNotHaveDuplicates();
    }
}
