package huikan.review.draw;

import huikan.draw.PublishedDraw;
import huikan.review.workflow.Cases;
import huikan.service.security.Caller;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/draws/{id}/verification}: recomputes a draw from what is published. */
@RestController
final class DrawVerificationController {

    private final Cases<Draw, DrawStatus> draws;

    DrawVerificationController(Cases<Draw, DrawStatus> draws) {
        this.draws = draws;
    }

    /**
     * What recomputing a draw found.
     *
     * @param faults everything that is not as it was said
     */
    record VerificationView(String id, boolean sound, List<String> faults) {}

    @PostMapping("/api/draws/{id}/verification")
    VerificationView verify(@PathVariable String id, Caller caller) {
        PublishedDraw draw = draws.visible(id, caller).published();
        List<String> faults = draw.faults();
        return new VerificationView(id, faults.isEmpty(), faults);
    }
}
