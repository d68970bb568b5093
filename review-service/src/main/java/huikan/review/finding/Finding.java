package huikan.review.finding;

import huikan.review.access.Parties;
import huikan.review.access.Superiors;
import huikan.review.access.Waiting;
import huikan.review.finding.FoundProblems.Found;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Case;
import huikan.review.workflow.Ladder;
import huikan.review.workflow.Person;
import huikan.review.workflow.Remark;
import huikan.review.workflow.Worded;
import huikan.service.request.Note;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 问题: a finding with its plan and its report.
 *
 * @param agency the responsible unit (责任单位)
 * @param category by which findings of one kind are found again
 * @param key a key finding: two people close it, and every one is looked at again
 * @param dueOn until when it is to be rectified, Asia/Shanghai
 * @param progress the latest reports; all of them are in its trail, as is all else of which the latest are kept
 * @param extensions the latest that were asked for
 * @param extended how often the due date was extended
 * @param refusals the latest of a closure
 * @param refused how often a closure was
 * @param verifications who agreed to close it, this time
 * @param closedOn of the last closure, Asia/Shanghai
 * @param mergedInto the finding that is kept in its place
 * @param waiver why nothing is to be rectified after all, where no dispute says it
 * @param reopenings the latest after a closure
 * @param looks the latest second looks
 * @param transfers the latest 移送 to discipline organs
 * @param relapses how often it was found again after it was closed
 * @param ladder of the due date; null while nothing is due
 * @param awaited what the present state waits for, and until when
 * @param above everybody above its agency and its lead when these were named
 * @param superiors who stands strictly above every responsible unit
 */
@RecordBuilder
public record Finding(
        String id,
        String agency,
        FindingStatus status,
        Source source,
        String title,
        String description,
        String category,
        Rectify rectify,
        boolean key,
        @Nullable LocalDate dueOn,
        Person registeredBy,
        @Nullable Assignment assignment,
        @Nullable Dispute dispute,
        @Nullable Plan plan,
        List<Progress> progress,
        List<Extension> extensions,
        int extended,
        @Nullable Report report,
        List<Remark> refusals,
        int refused,
        List<Verification> verifications,
        @Nullable LocalDate closedOn,
        @Nullable String mergedInto,
        @Nullable Remark waiver,
        List<Remark> reopenings,
        List<Look> looks,
        int relapses,
        List<Transferred> transfers,
        @Nullable Ladder ladder,
        @Nullable Awaited awaited,
        List<String> above,
        List<String> superiors,
        Instant openedAt,
        long version,
        String head)
        implements Case<FindingStatus>, FindingBuilder.With {

    /** A new one, but for when it was found. */
    static FindingBuilder registered(
            String id, String agency, Source source, Found found, Person by, List<String> above) {
        return FindingBuilder.builder()
                .id(id)
                .agency(agency)
                .status(FindingStatus.REGISTERED)
                .source(source)
                .title(found.title())
                .description(found.description())
                .category(found.category())
                .rectify(found.rectify() == null ? Rectify.BY_DEADLINE : found.rectify())
                .key(Boolean.TRUE.equals(found.key()))
                .dueOn(found.dueOn())
                .registeredBy(by)
                .above(above)
                .superiors(Superiors.of(agency, above))
                .head("");
    }

    /**
     * Where it is from.
     *
     * @param ref of the inspection, the submission, the file, ... there
     */
    public record Source(Kind kind, @Note @Nullable String ref) {
        /** How it was found. */
        public enum Kind implements Worded {
            REVIEW("审核"),
            INSPECTION("督察"),
            SELF_CHECK("自查"),
            CASE_REVIEW("案卷评查"),
            COMPLAINT("投诉举报");

            private final String zh;

            Kind(String zh) {
                this.zh = zh;
            }

            @Override
            public String zh() {
                return zh;
            }
        }
    }

    /**
     * 交办.
     *
     * @param lead 牵头单位, whose moves the unit's are from now on
     * @param supporting 配合单位
     */
    public record Assignment(String lead, List<String> supporting, Person by, LocalDate on) {}

    /**
     * @param upheld null until a supervisor rules
     */
    @RecordBuilder
    public record Dispute(
            String reason,
            Person by,
            LocalDate on,
            @Nullable Boolean upheld,
            @Nullable String comment) implements FindingDisputeBuilder.With {}

    /** 整改方案. */
    @RecordBuilder
    public record Plan(
            List<Measure> measures,
            Person by,
            LocalDate on,
            @Nullable Boolean approved,
            @Nullable String comment) implements FindingPlanBuilder.With {}

    /**
     * 整改措施.
     *
     * @param owner the person responsible
     * @param percent done, 0 to 100
     */
    @RecordBuilder
    public record Measure(String text, String owner, LocalDate dueOn, int percent)
            implements FindingMeasureBuilder.With {}

    /**
     * A progress report.
     *
     * @param measure which of the plan, from 0; null where there is no plan
     * @param evidence content hashes
     * @param evidenceOn the evidence's own date, beside that of its upload
     */
    public record Progress(
            @Nullable Integer measure,
            int percent,
            @Nullable String text,
            List<String> evidence,
            @Nullable LocalDate evidenceOn,
            Person by,
            Instant at) {}

    /**
     * 延期申请.
     *
     * @param granted null until a supervisor rules
     */
    @RecordBuilder
    public record Extension(
            LocalDate to,
            String reason,
            Person by,
            LocalDate on,
            @Nullable Boolean granted,
            @Nullable String comment) implements FindingExtensionBuilder.With {}

    /** 整改报告: what the unit says it did, when it asks to be closed. */
    public record Report(String text, List<String> evidence, Person by, Instant at) {}

    /** 移送: handed over to discipline organs. */
    public record Transferred(String organ, String reason, Person by, LocalDate on) {}

    /** Who looked, and found it done. */
    public record Verification(
            Person by, Instant at, @Nullable String comment) {}

    /**
     * A second look (回头看).
     *
     * @param campaign the re-inspection that drew it
     * @param outcome null until the re-inspector says it
     */
    @RecordBuilder
    public record Look(
            String campaign,
            LocalDate drawnOn,
            @Nullable Outcome outcome,
            @Nullable Person by,
            @Nullable LocalDate on,
            @Nullable String comment,
            List<String> evidence)
            implements FindingLookBuilder.With {
        /** What a second look finds. */
        public enum Outcome {
            CONFIRMED,
            RELAPSED,
            FALSE_RECTIFICATION,
            NOT_RECTIFIED
        }
    }

    @Override
    public String unit() {
        return assignment == null ? agency : assignment.lead();
    }

    @Override
    public List<String> seenBy() {
        Set<String> codes = responsible();
        codes.addAll(above);
        return new ArrayList<>(codes);
    }

    /** The unit, who leads and who helps. */
    private Set<String> responsible() {
        Set<String> codes = new LinkedHashSet<>(List.of(agency));
        if (assignment != null) {
            codes.add(assignment.lead());
            codes.addAll(assignment.supporting());
        }
        return codes;
    }

    @Override
    public Parties parties() {
        return new Parties(List.of(unit()), superiors, null, List.of(), List.copyOf(responsible()));
    }

    @Override
    public List<String> overseers() {
        return superiors;
    }

    @Override
    public List<String> waitingFor() {
        return switch (status) {
            case REGISTERED -> List.of(Waiting.supervisor(FindingRules.ruling(this, null)));
            case DISPUTED ->
                List.of(Waiting.supervisor(FindingRules.ruling(this, dispute == null ? null : dispute.by())));
            case PLAN_REVIEW -> List.of(Waiting.supervisor(FindingRules.ruling(this, plan == null ? null : plan.by())));
            case ASSIGNED, CLAIMED -> List.of(Waiting.unit(unit()));
            case RECTIFYING ->
                FindingRules.pending(this)
                        .map(asked -> List.of(
                                Waiting.unit(unit()), Waiting.supervisor(FindingRules.ruling(this, asked.by()))))
                        .orElse(List.of(Waiting.unit(unit())));
            case VERIFYING -> List.of(Waiting.verifier(FindingRules.ruling(this, report == null ? null : report.by())));
            case MERGED, WAIVED, CLOSED, CLOSED_SUSTAINED, REINSPECTING, CONFIRMED -> List.of();
        };
    }

    /** How much of the plan is done, 0 to 100: the mean over its measures, rounded down. */
    public int percent() {
        if (plan == null || plan.measures().isEmpty()) {
            return progress.isEmpty() ? 0 : progress.getLast().percent();
        }
        return plan.measures().stream().mapToInt(Measure::percent).sum()
                / plan.measures().size();
    }
}
