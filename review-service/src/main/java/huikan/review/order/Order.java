package huikan.review.order;

import huikan.review.access.Parties;
import huikan.review.access.Waiting;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Case;
import huikan.review.workflow.Ladder;
import huikan.review.workflow.Person;
import huikan.review.workflow.Remark;
import huikan.review.workflow.Reply;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 督办单: an order to a unit, which replies to it.
 *
 * @param agency the unit
 * @param issuer who drew it up, for the agency that issues it
 * @param matter what is to be done
 * @param basis 依据: what it is issued by
 * @param findings that it is about; it is complete when they are closed
 * @param number e.g. {@code 督办〔2026〕7号}; null before it is registered
 * @param registeredOn its year is the number's, Asia/Shanghai
 * @param signedBy 签发人: who issued it
 * @param receivedBy who signed for it
 * @param responsible 承办人
 * @param supporting 配合单位
 * @param reply 一事一复
 * @param refusals the latest of a reply
 */
@RecordBuilder
public record Order(
        String id,
        String agency,
        OrderStatus status,
        Person issuer,
        String title,
        String matter,
        @Nullable String basis,
        Urgency urgency,
        List<String> findings,
        @Nullable String number,
        @Nullable Person registeredBy,
        @Nullable LocalDate registeredOn,
        @Nullable Person signedBy,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate dueOn,
        @Nullable Person receivedBy,
        @Nullable String responsible,
        List<String> supporting,
        @Nullable Reply reply,
        List<Remark> refusals,
        @Nullable LocalDate completedOn,
        @Nullable Remark cancellation,
        @Nullable Ladder ladder,
        @Nullable Awaited awaited,
        List<String> above,
        Instant openedAt,
        long version,
        String head)
        implements Case<OrderStatus>, OrderBuilder.With {

    /** How soon a reply is due. */
    public enum Urgency {
        /** 急件. */
        URGENT,
        NORMAL,
        /** 疑难: it takes long. */
        HARD
    }

    @Override
    public Parties parties() {
        return Parties.issued(Objects.requireNonNull(issuer.agency()), agency);
    }

    @Override
    public List<String> waitingFor() {
        String own = Objects.requireNonNull(issuer.agency());
        return switch (status) {
            case DRAFT, REGISTERED, REPLIED, VERIFYING -> List.of(Waiting.supervisor(own));
            case ISSUED, RECEIVED, HANDLING -> List.of(Waiting.unit(agency));
            case COMPLETED, ARCHIVED, CANCELLED -> List.of();
        };
    }

    /** Before it is issued, it is the issuer's alone. */
    @Override
    public List<String> seenBy() {
        String own = Objects.requireNonNull(issuer.agency());
        if (status == OrderStatus.DRAFT || status == OrderStatus.REGISTERED) {
            return List.of(own);
        }
        return Stream.of(Case.super.seenBy(), supporting, List.of(own))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
