package huikan.submission.sheet;

import huikan.service.problem.ProblemException;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.draft.Draft;
import huikan.submission.draft.DraftAccess;
import huikan.submission.draft.DraftPlace;
import huikan.submission.draft.DraftViews;
import huikan.submission.intake.DryRun.CheckView;
import huikan.submission.rule.Check;
import huikan.submission.sheet.RegionSheet.FilledRow;
import huikan.submission.submission.SubmissionStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/cycles/{id}/regions/{under}}: one sheet for all that an agency and those below it have still to file and that the
 * caller may write, as it relays for them.
 */
@RestController
@RequestMapping("/api/cycles/{id}/regions/{under}")
final class RegionController {

    /** With the row of headings. */
    private static final int MOST_AGENCIES = SheetTable.MOST_ROWS - 1;

    /** The sheet shows nothing of what the drafts have. */
    private static final long UNSEEN = 0;

    /** What the checks need is looked up once for so many. */
    private static final int CHECKED_AT_ONCE = 200;

    /** Of one row; the others are told with its draft. */
    private static final int MOST_TOLD = 3;

    private final DraftAccess access;
    private final SheetWriter sheets;
    private final DraftViews views;
    private final Agencies agencies;

    RegionController(DraftAccess access, SheetWriter sheets, DraftViews views, Agencies agencies) {
        this.access = access;
        this.sheets = sheets;
        this.views = views;
        this.agencies = agencies;
    }

    /** The sheet 填报, empty: one row an agency, one column an indicator, of what each files of itself. */
    @GetMapping(path = "/template.xlsx", produces = Sheet.XLSX)
    void template(@PathVariable String id, @PathVariable String under, Caller caller, HttpServletResponse response)
            throws IOException {
        Map<String, DraftPlace> places = places(id, under, caller);
        RegionTemplate template =
                new RegionTemplate(under, List.copyOf(places.values()), agencies.findAll(places.keySet()));
        template.requireBounded();
        response.setContentType(Sheet.XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + "-" + under + "-region.xlsx\"");
        template.write(response.getOutputStream());
    }

    /**
     * The draft of one agency.
     *
     * @param figures that could be read of its row
     * @param version of the draft as it now stands
     * @param outcome of a filing of it
     * @param failing the first checks that it fails
     * @param failed how many it fails
     */
    record FilledDraft(
            String agency,
            String name,
            int figures,
            long version,
            SubmissionStatus outcome,
            List<Check> failing,
            int failed) {}

    /**
     * What became of a filled sheet.
     *
     * @param drafts of the rows that say something, in their order
     * @param problems of the cells of which nothing was taken, of rows and of headings
     */
    record RegionView(List<FilledDraft> drafts, List<CellProblem> problems) {}

    /**
     * Takes a filled template, as XLSX or CSV: each row goes to the draft of its agency, as its own sheet would. Columns are found by
     * the codes in their headings, rows by their agencies. What another login wrote is never overwritten. A second upload of the same
     * changes nothing.
     */
    @PostMapping(
            path = "/sheets",
            consumes = {Sheet.XLSX, Sheet.CSV})
    RegionView take(@PathVariable String id, @PathVariable String under, HttpServletRequest request, Caller caller)
            throws IOException {
        Map<String, DraftPlace> places = places(id, under, caller);
        try (SheetTable table = SheetTable.of(request)) {
            Map<String, Agency> named = agencies.findAll(places.keySet());
            RegionSheet sheet = new RegionSheet(table, under, places, KnownNames.ofAgencies(named.values()));
            List<FilledDraft> written = new ArrayList<>();
            List<Written> unchecked = new ArrayList<>();
            sheet.each(row -> {
                write(row, sheet.cells()).ifPresent(draft -> unchecked.add(new Written(row, draft)));
                if (unchecked.size() == CHECKED_AT_ONCE) {
                    written.addAll(checked(unchecked, named, caller));
                    unchecked.clear();
                }
            });
            written.addAll(checked(unchecked, named, caller));
            return new RegionView(written, sheet.cells().problems());
        }
    }

    /** What others wrote stays; a row that cannot be written does not stop those behind it. */
    private Optional<Draft> write(FilledRow row, FigureCells cells) {
        try {
            return Optional.of(sheets.write(row.place(), row.figures(), UNSEEN, cells));
        } catch (ProblemException refused) {
            cells.problem(row.cell(), refused.problem().kind().code(), refused.detail());
            return Optional.empty();
        }
    }

    private record Written(FilledRow row, Draft draft) {}

    private List<FilledDraft> checked(List<Written> rows, Map<String, Agency> named, Caller caller) {
        List<CheckView> checks = views.checks(rows.stream().map(Written::draft).toList(), caller);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> view(rows.get(i), checks.get(i), named))
                .toList();
    }

    private static FilledDraft view(Written one, CheckView checks, Map<String, Agency> named) {
        List<Check> failing =
                checks.checks().stream().filter(check -> !check.passed()).toList();
        String code = one.row().place().agency();
        Agency agency = named.get(code);
        return new FilledDraft(
                code,
                agency == null ? code : agency.nameOn(one.row().place().cycle().to()),
                one.row().figures().size(),
                one.draft().version(),
                checks.outcome(),
                failing.stream().limit(MOST_TOLD).toList(),
                failing.size());
    }

    private Map<String, DraftPlace> places(String cycle, String under, Caller caller) {
        Map<String, DraftPlace> byAgency = new LinkedHashMap<>();
        access.under(cycle, under, caller, MOST_AGENCIES + 1).forEach(place -> byAgency.put(place.agency(), place));
        if (byAgency.size() > MOST_AGENCIES) {
            throw SheetProblem.INVALID.because(
                    "region.too-large", "More than " + MOST_AGENCIES + " have still to file; take a smaller region.");
        }
        return byAgency;
    }
}
