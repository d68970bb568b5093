package huikan.review.finding;

import huikan.review.matter.Desk;
import huikan.review.matter.ListOrder;
import huikan.review.matter.Selection;
import huikan.review.sheet.Sheet;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

    private final Findings findings;
    private final Desk<FindingStatus, Finding, FindingMove> desk;

    RegisterController(Findings findings, Desk<FindingStatus, Finding, FindingMove> desk) {
        this.findings = findings;
        this.desk = desk;
    }

    /** 整改台账, page by page; as CSV or XLSX, by Accept or {@code ?format=}, the whole of it. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<FindingRegister.Row> register(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable FindingStatus status,
            @RequestParam(required = false) @Nullable Boolean key,
            @RequestParam(required = false) @Nullable Boolean overdue,
            @RequestParam(defaultValue = "OPENED") ListOrder order,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        return Page.of(
                findings.matters().list(selection(caller, under, agency, status, key, overdue), order, cursor, most),
                most,
                order::place,
                one -> FindingRegister.Row.of(one, desk.date()));
    }

    @GetMapping(produces = Sheet.CSV)
    void csv(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable FindingStatus status,
            @RequestParam(required = false) @Nullable Boolean key,
            @RequestParam(required = false) @Nullable Boolean overdue,
            @RequestParam(defaultValue = "OPENED") ListOrder order,
            HttpServletResponse response)
            throws IOException {
        file(response, Sheet.CSV + ";charset=UTF-8", "csv");
        FindingRegister.SHEET.csv(
                rows(selection(caller, under, agency, status, key, overdue), order), response.getOutputStream());
    }

    @GetMapping(produces = Sheet.XLSX)
    void xlsx(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable FindingStatus status,
            @RequestParam(required = false) @Nullable Boolean key,
            @RequestParam(required = false) @Nullable Boolean overdue,
            @RequestParam(defaultValue = "OPENED") ListOrder order,
            HttpServletResponse response)
            throws IOException {
        file(response, Sheet.XLSX, "xlsx");
        FindingRegister.SHEET.xlsx(
                rows(selection(caller, under, agency, status, key, overdue), order), response.getOutputStream());
    }

    private static void file(HttpServletResponse response, String type, String ending) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"register." + ending + "\"");
    }

    private Selection selection(
            Caller caller,
            @Nullable String under,
            @Nullable String agency,
            @Nullable FindingStatus status,
            @Nullable Boolean key,
            @Nullable Boolean overdue) {
        return Selection.of(caller)
                .under(under)
                .agency(agency)
                .status(status)
                .where("key", key)
                .overdue(overdue, desk.date());
    }

    private Stream<FindingRegister.Row> rows(Selection selection, ListOrder order) {
        return findings.matters().all(selection, order).map(one -> FindingRegister.Row.of(one, desk.date()));
    }
}
