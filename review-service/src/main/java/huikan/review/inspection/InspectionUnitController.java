package huikan.review.inspection;

import huikan.review.workflow.CaseProblem;
import huikan.review.workflow.Cases;
import huikan.service.security.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/inspections/{id}/units/{agency}}: one unit of an inspection with all its working papers. */
@RestController
final class InspectionUnitController {

    private final Cases<Inspection, InspectionStatus> inspections;
    private final InspectionViews views;

    InspectionUnitController(Cases<Inspection, InspectionStatus> inspections, InspectionViews views) {
        this.inspections = inspections;
        this.views = views;
    }

    @GetMapping("/api/inspections/{id}/units/{agency}")
    InspectionViews.UnitView one(@PathVariable String id, @PathVariable String agency, Caller caller) {
        return views.unit(inspections.visible(id, caller), agency, caller)
                .orElseThrow(() -> CaseProblem.UNKNOWN.because(
                        agency + " is no unit of inspections/" + id + " that you may see."));
    }
}
