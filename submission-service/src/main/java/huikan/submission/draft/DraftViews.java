package huikan.submission.draft;

import huikan.canonical.CanonicalJson;
import huikan.filing.Filing;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.problem.FieldError;
import huikan.service.security.Caller;
import huikan.submission.intake.Beside;
import huikan.submission.intake.DryRun;
import huikan.submission.intake.DryRun.CheckView;
import huikan.submission.rule.Check;
import huikan.submission.submission.Submission;
import huikan.submission.submission.SubmissionProblem;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a draft tells beyond itself: what would become of it, and what became of it. */
@Component
public class DraftViews {

    /** So often one version is filed again after it was refused; then it is the same filing. */
    private static final int MOST_TRIES = 100;

    private final Submissions submissions;
    private final DryRun dryRun;

    DraftViews(Submissions submissions, DryRun dryRun) {
        this.submissions = submissions;
        this.dryRun = dryRun;
    }

    public DraftView of(DraftPlace place, Draft draft) {
        return DraftView.of(draft, filed(place, draft).orElse(null));
    }

    /**
     * The key of filing it: the same whenever the same version is filed for the same slot, so that a second click is the same
     * filing, until it was refused; and another after it was withdrawn or refused, as what was in its way may be gone.
     *
     * @throws huikan.service.problem.ProblemException when it is not to be filed like this
     */
    String filingKey(DraftPlace place, Draft draft) {
        DraftRules.requireFileable(draft, place.cycle().form());
        long filings = place.owed().revision() - (filed(place, draft).isPresent() ? 1 : 0);
        String key = "draft/" + draft.cycle() + "/" + draft.version() + "/" + filings;
        return IntStream.iterate(0, tries -> tries + 1)
                .mapToObj(tries -> tries == 0 ? key : key + "/" + tries)
                .limit(MOST_TRIES)
                .filter(one -> !submissions.wasRejected(draft.agency(), one))
                .findFirst()
                .orElse(key);
    }

    /** The submission in the slot, if it says just the same. */
    Optional<String> filed(DraftPlace place, Draft draft) {
        return holder(place, draft).map(Submission::id);
    }

    private Optional<Submission> holder(DraftPlace place, Draft draft) {
        return Optional.ofNullable(place.owed().current())
                .flatMap(submissions::find)
                .filter(holder -> holder.digest().equals(draft.digest()));
    }

    /**
     * As those of a filing with its body; of one that was filed and is as it was, what became of it. Whether it is signed off is not
     * looked at.
     */
    public CheckView checks(DraftPlace place, Draft draft, Caller caller) {
        CheckView view = checks(List.of(draft), caller).getFirst();
        boolean stands = holder(place, draft)
                .filter(one -> one.status() != SubmissionStatus.RETURNED)
                .isPresent();
        return stands
                ? new CheckView(
                        SubmissionStatus.ACCEPTED,
                        view.checks().stream().filter(DraftViews::isNotOfSlot).toList())
                : view;
    }

    private static boolean isNotOfSlot(Check check) {
        return !check.rule().equals(SubmissionProblem.SLOT_HELD.kind().code());
    }

    /** Of each that is not filed yet, in their order. */
    public List<CheckView> checks(List<Draft> drafts, Caller caller) {
        List<CheckView> views =
                dryRun.of(drafts.stream().map(DraftViews::filing).toList(), caller);
        return IntStream.range(0, views.size())
                .mapToObj(i -> drafts.get(i).isBlank() ? blank(views.get(i)) : views.get(i))
                .toList();
    }

    /** An empty filing may come and be accepted; an empty draft is not filed. */
    private static CheckView blank(CheckView asFiling) {
        Check empty = Check.refusal(new FieldError("", DraftProblem.EMPTY.kind().code(), DraftRules.NOTHING_WRITTEN));
        return new CheckView(
                SubmissionStatus.REJECTED,
                Stream.concat(Stream.of(empty), asFiling.checks().stream()).toList());
    }

    /** What its checks look at beside it. */
    Beside beside(DraftPlace place, Draft draft) {
        return dryRun.beside(filing(draft), place::maySee);
    }

    private static Filing filing(Draft draft) {
        return ((WellFormed) FilingReader.read(CanonicalJson.bytes(draft.body()))).filing();
    }
}
