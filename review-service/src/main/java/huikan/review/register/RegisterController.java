package huikan.review.register;

import huikan.review.access.Directory;
import huikan.review.calendar.Today;
import huikan.review.finding.Finding;
import huikan.review.finding.FindingStatus;
import huikan.review.workflow.CaseStore;
import huikan.review.workflow.Cases;
import huikan.review.workflow.ListCursor;
import huikan.review.workflow.Selection;
import huikan.review.workflow.StoredCases;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import huikan.service.sheet.SheetLanguage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/findings/register}: the register, page by page, or whole as a file. */
@RestController
@RequestMapping("/api/findings/register")
final class RegisterController {

    private final CaseStore<Finding, FindingStatus> findings;
    private final Directory directory;
    private final Today today;

    RegisterController(Cases<Finding, FindingStatus> findings, Directory directory, Today today) {
        this.findings = findings.store();
        this.directory = directory;
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
            @ModelAttribute Rows rows,
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

    /**
     * @param lang of its words, zh or en; by default what Accept-Language says, and zh where that says neither
     */
    @GetMapping(produces = Sheet.CSV)
    void csv(
            Caller caller,
            @ModelAttribute Rows rows,
            @RequestParam(required = false) @Nullable String lang,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accepted,
            HttpServletResponse response)
            throws IOException {
        file(response, Sheet.CSV + ";charset=UTF-8", "csv");
        sheet(lang, accepted).csv(all(caller, rows), response.getOutputStream());
    }

    /**
     * @param lang of its words, zh or en; by default what Accept-Language says, and zh where that says neither
     */
    @GetMapping(produces = Sheet.XLSX)
    void xlsx(
            Caller caller,
            @ModelAttribute Rows rows,
            @RequestParam(required = false) @Nullable String lang,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accepted,
            HttpServletResponse response)
            throws IOException {
        file(response, Sheet.XLSX, "xlsx");
        sheet(lang, accepted).xlsx(all(caller, rows), response.getOutputStream());
    }

    private static Sheet<FindingRegister.SheetRow> sheet(@Nullable String lang, @Nullable String accepted) {
        return FindingRegister.in(SheetLanguage.of(lang, accepted));
    }

    private static void file(HttpServletResponse response, String type, String ending) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"register." + ending + "\"");
    }

    private Stream<FindingRegister.SheetRow> all(Caller caller, Rows rows) {
        LocalDate day = today.date();
        return findings.pages(rows.selection(caller, day), rows.ordered())
                .map(page -> page.stream()
                        .map(one -> FindingRegister.Row.of(one, day))
                        .toList())
                .flatMap(page -> FindingRegister.SheetRow.of(page, directory::names));
    }
}
