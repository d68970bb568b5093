package huikan.review.review;

import huikan.events.AgencyLevel;
import huikan.events.Relayer;
import huikan.events.Superior;
import huikan.review.access.Parties;
import huikan.review.access.Waiting;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Case;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The review of one submission, level after level. The body of the filing is not here: what decisions ask of it is {@link Filed}.
 *
 * @param round 1 for a first filing, one more for each correction
 * @param returns how often filings of this obligation were returned, this one included
 * @param levels who decides, in this order: every superior on the form's line, as of the filing
 * @param at index of the level that is to decide
 * @param claimedBy the reviewer who took it on; nobody else decides at this level
 * @param waitingSince since when it waits for that level, or waited last; null in those from before that was kept
 * @param dueOn while it waits: until when its level is to decide; after a return: until when a correction is owed;
 *     Asia/Shanghai
 * @param urged whether it was said that its level is late
 * @param decisions the latest; all of them are in its trail
 * @param publication what became of it once it was approved
 * @param below what stood below when it was passed last; null until it is, and again when that counts no more
 * @param stirs how often something below it has changed; null for never
 * @param voided why what was passed before counts no more; null when that never happened
 * @param replaces the submission that this one corrects
 * @param replacedBy the correction that took its slot while it waited
 * @param periodTo the last day of the period that it reports on; null in those from before that was told
 * @param relayedBy who filed it on behalf of its agency; null where the agency filed for itself
 * @param filed what decisions ask of the filing
 */
@RecordBuilder
record Review(
        String submission,
        String cycle,
        String agency,
        long revision,
        String digest,
        int round,
        int returns,
        List<Superior> levels,
        int at,
        ReviewStatus status,
        @Nullable String claimedBy,
        @Nullable Instant waitingSince,
        @Nullable LocalDate dueOn,
        boolean urged,
        List<Decision> decisions,
        Publication publication,
        @Nullable Below below,
        @Nullable Long stirs,
        @Nullable Voided voided,
        @Nullable String replaces,
        @Nullable String replacedBy,
        @Nullable LocalDate periodTo,
        Instant receivedAt,
        @Nullable Relayer relayedBy,
        Filed filed,
        long version,
        String head)
        implements Case<ReviewStatus>, ReviewBuilder.With {

    /** How many decisions are kept in it. */
    private static final int LATEST = 20;

    /** Who is to decide; empty when nobody is. */
    Optional<Superior> deciding() {
        return status == ReviewStatus.WAITING ? Optional.of(levels.get(at)) : Optional.empty();
    }

    @Nullable
    AgencyLevel level() {
        return deciding().map(Superior::level).orElse(null);
    }

    /** Directly above who filed; null where nobody is. */
    @Nullable
    String superior() {
        return levels.isEmpty() ? null : levels.getFirst().agency();
    }

    /** That login filed it, on behalf of its agency. */
    boolean isRelayedBy(String login) {
        return relayedBy != null && relayedBy.login().equals(login);
    }

    boolean isLastLevel() {
        return at == levels.size() - 1;
    }

    /** It is what its agency reports: until its correction is there, what was replaced stands, too. */
    boolean stands() {
        return status == ReviewStatus.WAITING || status == ReviewStatus.APPROVED || replacedBy != null;
    }

    /** Those who passed it at the level that is to decide: where a form asks for two signatures, one may be there. */
    List<String> signedBy() {
        String own = levels.get(at).agency();
        return decisions.stream()
                .filter(decision -> decision.passes() && decision.agency().equals(own))
                .map(Decision::by)
                .toList();
    }

    /** At whatever level. */
    boolean isPassedBy(String login) {
        return decisions.stream().anyMatch(one -> one.passes() && one.by().equals(login));
    }

    /** What may be taken back: what the last level that passed it has passed, for nobody above has decided. */
    List<Decision> recallable() {
        List<Decision> standing = decisions.stream().filter(Decision::passes).toList();
        return standing.stream()
                .filter(one -> one.agency().equals(standing.getLast().agency()))
                .toList();
    }

    @Override
    public String id() {
        return submission;
    }

    @Override
    public String title() {
        return cycle + " " + agency;
    }

    /** Everybody who decides on it. */
    @Override
    public List<String> above() {
        return levels.stream().map(Superior::agency).toList();
    }

    /** While it waits, its level owes a decision, not the agency that filed it. */
    @Override
    public String unit() {
        return deciding().map(Superior::agency).orElse(agency);
    }

    /** Of a level that is late, those after it; of the last one, itself. */
    @Override
    public List<String> overseers() {
        List<String> after = levels.stream().skip(at + 1L).map(Superior::agency).toList();
        return after.isEmpty() ? List.of(unit()) : after;
    }

    @Override
    public Parties parties() {
        return new Parties(
                List.of(agency),
                above(),
                deciding().map(Superior::agency).orElse(null),
                claimedBy == null ? List.of() : List.of(claimedBy));
    }

    @Override
    public @Nullable Awaited awaited() {
        return status == ReviewStatus.WAITING && dueOn != null
                ? new Awaited(Awaited.What.DECISION, dueOn, urged)
                : null;
    }

    @Override
    public Instant openedAt() {
        return receivedAt;
    }

    /** For who claimed it, or for every reviewer of its level. */
    @Override
    public List<String> waitingFor() {
        if (claimedBy != null) {
            return List.of(Waiting.person(claimedBy));
        }
        return deciding()
                .map(level -> List.of(Waiting.reviewer(level.agency())))
                .orElse(List.of());
    }

    /** With this decision behind the others. */
    Review decided(Decision decision) {
        List<Decision> all = new ArrayList<>(decisions);
        all.add(decision);
        return withDecisions(List.copyOf(all.subList(Math.max(0, all.size() - LATEST), all.size())))
                .withClaimedBy(null);
    }

    /** Without what this person passed, before the level that did; what others passed still counts. */
    Review recalled(String login, Instant now) {
        List<Decision> theirs =
                recallable().stream().filter(one -> one.by().equals(login)).toList();
        List<Decision> left = decisions.stream()
                .map(one -> theirs.contains(one) ? one.voided(now) : one)
                .toList();
        return with(next -> next.at(above().indexOf(theirs.getFirst().agency()))
                .claimedBy(null)
                .below(left.stream().anyMatch(Decision::passes) ? below : null)
                .decisions(left));
    }

    /** With nothing passed, before its first level. */
    Review voided(Voided why) {
        return with(next -> next.status(ReviewStatus.WAITING)
                .at(0)
                .claimedBy(null)
                .below(null)
                .voided(why)
                .decisions(decisions.stream()
                        .map(one -> one.passes() ? one.voided(why.at()) : one)
                        .toList()));
    }
}
