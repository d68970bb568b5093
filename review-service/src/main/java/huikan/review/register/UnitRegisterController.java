package huikan.review.register;

import huikan.review.access.Directory;
import huikan.review.access.Units;
import huikan.review.calendar.Today;
import huikan.review.finding.FindingStatus;
import huikan.review.workflow.CaseProblem;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/registers}: the register of each unit, counted. Its rows are at {@code /api/findings/register}. */
@RestController
@RequestMapping("/api/registers")
final class UnitRegisterController {

    private final RegisterCounts counts;
    private final Directory directory;
    private final Units units;
    private final Today today;

    UnitRegisterController(RegisterCounts counts, Directory directory, Units units, Today today) {
        this.counts = counts;
        this.directory = directory;
        this.units = units;
        this.today = today;
    }

    /**
     * The register of a unit and all below it: what one of them answers for, leads or helps with.
     *
     * @param asOf the day of the counts, Asia/Shanghai
     * @param findings how many are in each state; states that none is in are left out
     * @param open where something is still owed
     * @param overdue of those, the ones whose day is over; counted up to 10 000
     * @param closed 销号, whatever the second look said since; a relapse is open again
     * @param closingRate closed ones of all that were to be rectified, as a percentage with two decimals; N/A where there are none
     */
    record UnitRegister(
            String agency,
            LocalDate asOf,
            Map<FindingStatus, Long> findings,
            long total,
            long open,
            long overdue,
            long closed,
            String closingRate) {
        static UnitRegister of(String agency, LocalDate asOf, RegisterCounts.Counts counts) {
            Map<FindingStatus, Long> findings = counts.byStatus();
            long open = 0;
            long closed = 0;
            long total = 0;
            for (Map.Entry<FindingStatus, Long> some : findings.entrySet()) {
                total += some.getValue();
                open += some.getKey().open() ? some.getValue() : 0;
                closed += some.getKey().isClosed() ? some.getValue() : 0;
            }
            return new UnitRegister(
                    agency, asOf, findings, total, open, counts.overdue(), closed, rate(closed, open + closed));
        }

        private static String rate(long part, long whole) {
            return whole == 0
                    ? "N/A"
                    : BigDecimal.valueOf(100 * part)
                            .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP)
                            .toPlainString();
        }
    }

    /** Of a unit, the caller's own when none is named, and of each directly below it. */
    @GetMapping
    Page<UnitRegister> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        String unit = under == null ? String.valueOf(caller.agency()) : under;
        requireVisible(unit, caller);
        SortedSet<String> shown = directory.below(unit);
        shown.add(unit);
        List<String> page = shown.stream()
                .filter(one -> cursor == null || one.compareTo(cursor) > 0)
                .limit(most)
                .toList();
        Map<String, RegisterCounts.Counts> counted = counts.of(unit, page, today.date());
        return Page.of(page, most, one -> one, one -> register(one, counted));
    }

    @GetMapping("/{agency}")
    UnitRegister one(@PathVariable String agency, Caller caller) {
        requireVisible(agency, caller);
        return register(agency, counts.of(agency, List.of(agency), today.date()));
    }

    private void requireVisible(String agency, Caller caller) {
        boolean visible = caller.isAdmin()
                ? directory.above(agency).isPresent()
                : units.above(agency, caller).isPresent();
        if (!visible) {
            throw CaseProblem.UNKNOWN.because("There is no agency " + agency + " that you may see.");
        }
    }

    private UnitRegister register(String agency, Map<String, RegisterCounts.Counts> counted) {
        return UnitRegister.of(agency, today.date(), counted.getOrDefault(agency, RegisterCounts.Counts.none()));
    }
}
