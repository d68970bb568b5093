package huikan.submission.prefill;

import huikan.events.CycleEvent.OverTime;
import huikan.filing.Figure;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import huikan.submission.draft.Draft;
import huikan.submission.draft.DraftAccess;
import huikan.submission.draft.DraftPlace;
import huikan.submission.draft.DraftView;
import huikan.submission.draft.DraftViews;
import huikan.submission.draft.DraftWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code /api/drafts/{cycle}/{agency}/prefill}: the month's figures from the days', by the rule of each. */
@RestController
@RequestMapping("/api/drafts/{cycle}/{agency}/prefill")
final class PrefillController {

    private static final String OWN = "/indicators/own/";

    private final DraftAccess access;
    private final DraftWriter writer;
    private final DraftViews views;
    private final Prefills prefills;

    PrefillController(DraftAccess access, DraftWriter writer, DraftViews views, Prefills prefills) {
        this.access = access;
        this.writer = writer;
        this.views = views;
        this.prefills = prefills;
    }

    /**
     * What is offered.
     *
     * @param figures in the order of the form; none where nothing was filed within the period
     */
    record PrefillView(String cycle, String agency, List<PrefilledFigure> figures) {}

    /**
     * A figure from reports within the period.
     *
     * @param value a whole number, or {@code "N/A"} where each of the reports says so
     * @param rule how several periods' figures become one
     * @param form of the reports
     * @param filings the submissions that it is made of, the first period first
     * @param missing cycles of the form within the period in which no filing that stands has it
     * @param daysWithout how many days of the period are in none of those reports
     */
    record PrefilledFigure(
            String indicator,
            JsonNode value,
            OverTime rule,
            String form,
            List<String> filings,
            List<String> missing,
            long daysWithout) {
        static PrefilledFigure of(Offer one) {
            return new PrefilledFigure(
                    one.indicator(),
                    json(one.value()),
                    one.rule(),
                    one.form(),
                    one.taken().stream()
                            .map(Report::submission)
                            .map(Objects::requireNonNull)
                            .toList(),
                    one.missing(),
                    one.daysWithout());
        }
    }

    @GetMapping
    PrefillView offered(@PathVariable String cycle, @PathVariable String agency, Caller caller) {
        DraftPlace place = access.of(cycle, agency, caller);
        return new PrefillView(
                cycle,
                agency,
                prefills.of(place).stream().map(PrefilledFigure::of).toList());
    }

    /** Writes what is offered into the cells that are blank, and into no other. */
    @PostMapping
    ResponseEntity<DraftView> take(@PathVariable String cycle, @PathVariable String agency, Caller caller) {
        DraftPlace place = access.of(cycle, agency, caller);
        place.requireOpen();
        Map<String, JsonNode> cells = new TreeMap<>();
        prefills.of(place).forEach(one -> cells.put(OWN + one.indicator(), json(one.value())));
        Draft draft = writer.fill(place, cells);
        return ResponseEntity.ok().eTag(IfMatch.etag(draft.version())).body(views.of(place, draft));
    }

    private static JsonNode json(Figure figure) {
        return switch (figure) {
            case Figure.Whole whole -> JsonNodeFactory.instance.numberNode(whole.value());
            case Figure.NotApplicable none -> JsonNodeFactory.instance.stringNode(Figure.NOT_APPLICABLE);
            case Figure.Decimal rate -> throw new IllegalStateException("no rate is offered");
        };
    }
}
