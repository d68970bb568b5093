package huikan.submission.schedule;

import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.submission.cycle.CycleBody;
import huikan.submission.version.Versions;
import huikan.submission.version.Versions.Kept;
import huikan.trail.Trail;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/schedules}. */
@RestController
@RequestMapping("/api/schedules")
final class ScheduleController {

    private static final int SHOWN = 5;

    private final Versions<Schedule> versions;
    private final ScheduledIssue issue;
    private final ScheduleAdmission admission;

    ScheduleController(Versions<Schedule> versions, ScheduledIssue issue, ScheduleAdmission admission) {
        this.versions = versions;
        this.issue = issue;
        this.admission = admission;
    }

    /** A cycle that will be issued; with the calendar that is known today. */
    record Upcoming(String id, CycleBody.Period period, LocalDate opensOn, LocalDate dueOn, LocalDate closesOn) {}

    record PreviewView(List<Upcoming> cycles) {}

    @GetMapping
    Page<Schedule> all() {
        return Page.whole(List.copyOf(issue.schedules()));
    }

    /** @param version another one than the last */
    @GetMapping("/{id}")
    ResponseEntity<Schedule> one(@PathVariable String id, @RequestParam(required = false) @Nullable Integer version) {
        return versions.one(id, version).answer();
    }

    /** What opens today is issued at once, the rest on its day. */
    @PutMapping("/{id}")
    ResponseEntity<Schedule> put(
            @PathVariable String id,
            @RequestBody Schedule body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch,
            Caller caller) {
        Kept<Schedule> kept = versions.put(id, body, ifMatch, ifNoneMatch, caller);
        issue.issue(kept.version());
        return kept.answer();
    }

    /** The next cycles of a schedule as it would be put. */
    @PostMapping("/{id}/preview")
    PreviewView preview(@PathVariable String id, @RequestBody Schedule body, Caller caller) {
        // it goes through the directory
        versions.requireAdmin(caller);
        admission.refuse(id, body);
        return new PreviewView(issue.next(body, SHOWN).stream()
                .map(one -> new Upcoming(one.id(), one.period(), one.opensOn(), one.dueOn(), one.closesOn()))
                .toList());
    }

    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id) {
        return versions.trail(id);
    }
}
