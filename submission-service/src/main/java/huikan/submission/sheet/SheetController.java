package huikan.submission.sheet;

import huikan.service.problem.HttpProblem;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import huikan.submission.draft.Draft;
import huikan.submission.draft.DraftAccess;
import huikan.submission.draft.DraftPlace;
import huikan.submission.draft.DraftView;
import huikan.submission.draft.DraftViews;
import huikan.submission.draft.DraftWriter;
import huikan.submission.rule.Check;
import huikan.submission.sheet.FilledSheet.Expected;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/cycles/{id}/template.xlsx} and {@code /api/cycles/{id}/sheets}: a form that is filled in away from here. */
@RestController
@RequestMapping("/api/cycles/{id}")
final class SheetController {

    private final DraftAccess access;
    private final DraftWriter drafts;
    private final SheetWriter sheets;
    private final DraftViews views;
    private final LastPeriod lastPeriod;

    SheetController(
            DraftAccess access, DraftWriter drafts, SheetWriter sheets, DraftViews views, LastPeriod lastPeriod) {
        this.access = access;
        this.drafts = drafts;
        this.sheets = sheets;
        this.views = views;
        this.lastPeriod = lastPeriod;
    }

    /**
     * The sheet 填报, empty: one row an indicator, with the figures of the last period (上期), and one column a scope.
     *
     * @param agency by default the caller's own
     */
    @GetMapping(path = "/template.xlsx", produces = Sheet.XLSX)
    void template(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String agency,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        DraftPlace place = place(id, agency, caller);
        Template template = new Template(
                layout(place),
                lastPeriod.of(place),
                new SheetMark(id, place.agency(), drafts.read(place).version()));
        response.setContentType(Sheet.XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + "-" + place.agency() + ".xlsx\"");
        template.write(response.getOutputStream());
    }

    /**
     * What became of a filled sheet.
     *
     * @param draft as it now stands, with every figure that could be read
     * @param checks of a filing of it
     * @param problems of the cells of which nothing was taken, and of headings
     */
    record SheetView(DraftView draft, List<Check> checks, List<CellProblem> problems) {}

    /**
     * Takes a filled template, as XLSX or CSV. Columns are found by their headings, rows by their codes. A blank cell says
     * nothing, and leaves what the draft has. A figure that somebody else changed since the template was made is not overwritten.
     *
     * @param agency by default the caller's own
     */
    @PostMapping(
            path = "/sheets",
            consumes = {Sheet.XLSX, Sheet.CSV})
    SheetView take(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String agency,
            HttpServletRequest request,
            Caller caller)
            throws IOException {
        DraftPlace place = place(id, agency, caller);
        place.requireOpen();
        try (SheetTable table = SheetTable.of(request)) {
            FilledSheet sheet = FilledSheet.read(table, new Expected(id, place.agency(), layout(place)));
            Draft draft = sheets.write(place, sheet.figures(), sheet.seen(), sheet.cells());
            return new SheetView(
                    views.of(place, draft),
                    views.checks(place, draft, caller).checks(),
                    sheet.cells().problems());
        }
    }

    private static SheetLayout layout(DraftPlace place) {
        return new SheetLayout(place.cycle(), place.owed().level());
    }

    private DraftPlace place(String cycle, @Nullable String agency, Caller caller) {
        String of = agency == null ? caller.agency() : agency;
        if (of == null) {
            throw HttpProblem.INVALID.because("Say of which agency: the caller has none of its own.");
        }
        return access.of(cycle, of, caller);
    }
}
