package huikan.review.register;

import huikan.review.calendar.Today;
import huikan.review.finding.Finding;
import huikan.review.finding.FindingStatus;
import huikan.review.sheet.Sheet;
import huikan.review.workflow.CaseStore;
import huikan.review.workflow.Cases;
import huikan.review.workflow.ListCursor;
import huikan.review.workflow.Selection;
import huikan.review.workflow.StoredCases;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/findings/register}: the register, page by page, or whole as a file. */
@RestController
@RequestMapping("/api/findings/register")
final class RegisterController {

    private final CaseStore<Finding, FindingStatus> findings;
    private final Today today;

    RegisterController(Cases<Finding, FindingStatus> findings, Today today) {
        this.findings = findings.store();
        this.today = today;
    }

    /** Which rows, and in which order. */
    record Rows(
            @Nullable String under,
            @Nullable String agency,
            @Nullable FindingStatus status,
            @Nullable Boolean key,
            @Nullable Boolean overdue,
            @Nullable ListCursor order) {

        ListCursor ordered() {
            return order == null ? ListCursor.OPENED : order;
        }

        Selection selection(Caller caller, LocalDate today) {
            return Selection.of(caller)
                    .under(under)
                    .agency(agency)
                    .status(status)
                    .where("key", key)
                    .overdue(overdue, today);
        }
    }

    /** 整改台账, page by page; as CSV or XLSX, by Accept or {@code ?format=}, the whole of it. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<FindingRegister.Row> register(
            Caller caller,
            Rows rows,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        StoredCases.Slice<Finding> slice =
                findings.list(rows.selection(caller, today.date()), rows.ordered(), cursor, Page.limit(limit));
        return new Page<>(
                slice.cases().stream()
                        .map(one -> FindingRegister.Row.of(one, today.date()))
                        .toList(),
                slice.next());
    }

    @GetMapping(produces = Sheet.CSV)
    void csv(Caller caller, Rows rows, HttpServletResponse response) throws IOException {
        file(response, Sheet.CSV + ";charset=UTF-8", "csv");
        FindingRegister.SHEET.csv(all(caller, rows), response.getOutputStream());
    }

    @GetMapping(produces = Sheet.XLSX)
    void xlsx(Caller caller, Rows rows, HttpServletResponse response) throws IOException {
        file(response, Sheet.XLSX, "xlsx");
        FindingRegister.SHEET.xlsx(all(caller, rows), response.getOutputStream());
    }

    private static void file(HttpServletResponse response, String type, String ending) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"register." + ending + "\"");
    }

    private Stream<FindingRegister.Row> all(Caller caller, Rows rows) {
        return findings.all(rows.selection(caller, today.date()), rows.ordered())
                .map(one -> FindingRegister.Row.of(one, today.date()));
    }
}
