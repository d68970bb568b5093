package huikan.submission.draft;

import huikan.canonical.CanonicalJson;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.intake.DryRun;
import huikan.submission.intake.DryRun.CheckView;
import huikan.submission.submission.Submission;
import huikan.submission.submission.Submissions;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a draft tells beyond itself: what would become of it, and what became of it. */
@Component
public class DraftViews {

    private final Submissions submissions;
    private final DryRun dryRun;

    DraftViews(Submissions submissions, DryRun dryRun) {
        this.submissions = submissions;
        this.dryRun = dryRun;
    }

    public DraftView of(DraftPlace place, Draft draft) {
        return DraftView.of(draft, filed(place, draft).orElse(null));
    }

    /** The submission in the slot, if it says just the same. */
    Optional<String> filed(DraftPlace place, Draft draft) {
        return Optional.ofNullable(place.owed().current())
                .flatMap(submissions::find)
                .filter(holder -> holder.digest().equals(draft.digest()))
                .map(Submission::id);
    }

    /** As those of a filing with its body. */
    public CheckView checks(Draft draft) {
        WellFormed read = (WellFormed) FilingReader.read(CanonicalJson.bytes(draft.body()));
        return dryRun.of(read.filing());
    }
}
