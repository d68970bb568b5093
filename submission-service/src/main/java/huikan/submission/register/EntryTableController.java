package huikan.submission.register;

import huikan.problem.FieldError;
import huikan.service.page.Page;
import huikan.service.problem.RequiredFields;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import huikan.service.sheet.SheetLanguage;
import huikan.service.sheet.UploadedTable;
import huikan.service.sheet.UploadedTable.TableRow;
import huikan.service.sheet.UploadedWorkbook;
import huikan.service.sheet.WorkbookRefused;
import huikan.submission.register.EntryImport.Effect;
import huikan.submission.register.EntryImport.Plan;
import huikan.submission.register.EntryTable.Row;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/register-kinds/{kind}/entries} as a table, and from one. */
@RestController
@RequestMapping("/api/register-kinds/{kind}/entries")
record EntryTableController(RegisterKinds kinds, EntryImport imports, EntryLists lists, EntryChanges changes) {

    /** More are not read by anybody. */
    private static final int MOST_TOLD = 500;

    /**
     * What it did, or would do.
     *
     * @param rows as the first 500 that add or change something
     */
    record ImportedEntries(boolean dryRun, int added, int changed, int unchanged, List<ImportedEntry> rows) {}

    /**
     * A line.
     *
     * @param line as a spreadsheet shows it
     * @param entry what it is known by
     */
    record ImportedEntry(int line, String entry, Effect effect) {}

    /**
     * A table in CSV (UTF-8, or as a Chinese Excel saves it) or XLSX (its first sheet) with the fields as columns, in any order, by
     * their names or what they are called. Beside them there may be since when a row holds (起始日期), and whether it is published
     * (公开). An entry that has the same key gets what its row says; none is ended. Nothing is done where a row is wrong.
     *
     * @param dryRun only says what it would do
     * @param from since when rows hold that do not say so themselves; today when it is left out
     */
    @PostMapping(
            path = "/import",
            consumes = {Sheet.CSV, Sheet.XLSX})
    ImportedEntries take(
            @PathVariable String kind,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable LocalDate from,
            HttpServletRequest request,
            Caller caller)
            throws IOException {
        RegisterKind known = kinds.known(kind);
        String agency = EntryChanges.keeper(caller);
        List<FieldError> errors = new ArrayList<>();
        List<Row> rows = new EntryTable(known).read(lines(request), errors);
        Plan plan = imports.plan(known, agency, rows, errors, Objects.requireNonNullElseGet(from, changes::today));
        if (!plan.errors().isEmpty()) {
            List<FieldError> first = plan.errors().stream()
                    .sorted(Comparator.comparingLong(EntryTableController::line))
                    .limit(RequiredFields.MOST_ERRORS)
                    .toList();
            throw RegisterProblem.TABLE.because("Errors: " + plan.errors().size() + ". Nothing was imported.", first);
        }
        if (!dryRun) {
            imports.apply(known, agency, plan, caller);
        }
        return new ImportedEntries(
                dryRun,
                plan.count(Effect.ADDED),
                plan.count(Effect.CHANGED),
                plan.count(Effect.UNCHANGED),
                plan.steps().stream()
                        .filter(step -> step.effect() != Effect.UNCHANGED)
                        .limit(MOST_TOLD)
                        .map(step -> new ImportedEntry(
                                step.line(), known.called(step.wanted().values()), step.effect()))
                        .toList());
    }

    private static List<TableRow> lines(HttpServletRequest request) throws IOException {
        byte[] file = UploadedWorkbook.bytes(request.getInputStream());
        boolean csv = MediaType.parseMediaType(request.getContentType())
                .equalsTypeAndSubtype(MediaType.parseMediaType(Sheet.CSV));
        try {
            if (csv) {
                return UploadedTable.rows(UploadedTable.text(file), EntryTable.mostLines());
            }
            try (UploadedWorkbook book = UploadedWorkbook.of(file)) {
                return UploadedTable.rows(book, book.first(), EntryTable.mostLines());
            }
        } catch (WorkbookRefused refused) {
            throw RegisterProblem.UNREADABLE.because(
                    String.valueOf(refused.getMessage()),
                    List.of(new FieldError("", refused.code(), String.valueOf(refused.getMessage()))));
        }
    }

    private static long line(FieldError error) {
        String[] parts = error.pointer().split("/", -1);
        return Long.parseLong(parts[2]);
    }

    /**
     * @param agency as of the list
     * @param lang of its words, zh or en; by default what Accept-Language says, and zh where that says neither
     */
    @GetMapping(produces = Sheet.CSV)
    void csv(
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(defaultValue = "false") boolean published,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String lang,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accepted,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        RegisterKind known = kinds.known(kind);
        LocalDate day = on == null ? changes.today() : on;
        Stream<Entry> all = all(EntryFilter.of(known, day, published, q), caller, agency, under);
        file(response, Sheet.CSV + ";charset=UTF-8", kind + ".csv");
        new EntryTable(known).sheet(SheetLanguage.of(lang, accepted), day).csv(all, response.getOutputStream());
    }

    /**
     * @param agency as of the list
     * @param lang of its words, zh or en; by default what Accept-Language says, and zh where that says neither
     */
    @GetMapping(produces = Sheet.XLSX)
    void xlsx(
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(defaultValue = "false") boolean published,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String lang,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accepted,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        RegisterKind known = kinds.known(kind);
        LocalDate day = on == null ? changes.today() : on;
        Stream<Entry> all = all(EntryFilter.of(known, day, published, q), caller, agency, under);
        file(response, Sheet.XLSX, kind + ".xlsx");
        new EntryTable(known).sheet(SheetLanguage.of(lang, accepted), day).xlsx(all, response.getOutputStream());
    }

    /** Page by page; what may not be read is refused before the first. */
    private Stream<Entry> all(EntryFilter filter, Caller caller, @Nullable String agency, @Nullable String under) {
        Page<Entry> first = lists.page(filter, caller, agency, under, Page.LONGEST, null);
        return Stream.iterate(
                        first,
                        Objects::nonNull,
                        page -> page.next() == null
                                ? null
                                : lists.page(filter, caller, agency, under, Page.LONGEST, page.next()))
                .flatMap(page -> page.items().stream());
    }

    private static void file(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    }
}
