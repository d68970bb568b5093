package huikan.submission.submission;

import huikan.service.security.Caller;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a reviewer reads first: asked of a review, answered here, where the bodies of both filings are. */
@RestController
final class ChangesController {

    private final Submissions submissions;

    ChangesController(Submissions submissions) {
        this.submissions = submissions;
    }

    record ChangesView(String submission, @Nullable String replaces, List<Changes.Change> changes) {}

    @GetMapping("/api/reviews/{submission}/changes")
    ChangesView changes(@PathVariable String submission, Caller caller) {
        Submission found = submissions
                .find(submission)
                .filter(one -> caller.maySee(one.seenBy()))
                .orElseThrow(() -> SubmissionController.unknown(submission));
        List<Changes.Change> changes = Optional.ofNullable(found.replaces())
                .flatMap(submissions::body)
                .flatMap(before -> submissions.body(submission).map(after -> Changes.between(before, after)))
                .orElse(List.of());
        return new ChangesView(submission, found.replaces(), changes);
    }
}
