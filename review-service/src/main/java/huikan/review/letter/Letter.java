package huikan.review.letter;

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
 * A letter to a unit.
 *
 * @param agency the unit
 * @param issuer who drew it up, for the agency that issues it
 * @param kind as configured, e.g. REMINDER, SUPERVISION, OPINION, DECISION
 * @param matter what it says
 * @param findings that it is about
 * @param number e.g. {@code 督办函〔2026〕3号}; null before it is issued
 * @param issuedOn its year is the number's, Asia/Shanghai
 * @param toReply whether it is to be replied to
 * @param receivedBy who signed for it
 */
@RecordBuilder
public record Letter(
        String id,
        String agency,
        LetterStatus status,
        Person issuer,
        String kind,
        String title,
        String matter,
        List<String> findings,
        @Nullable String number,
        @Nullable LocalDate issuedOn,
        boolean toReply,
        @Nullable LocalDate dueOn,
        @Nullable Person receivedBy,
        @Nullable Reply reply,
        @Nullable Remark closing,
        @Nullable Remark withdrawal,
        @Nullable Ladder ladder,
        @Nullable Awaited awaited,
        List<String> above,
        Instant openedAt,
        long version,
        String head)
        implements Case<LetterStatus>, LetterBuilder.With {

    @Override
    public Parties parties() {
        return Parties.issued(Objects.requireNonNull(issuer.agency()), agency);
    }

    @Override
    public List<String> waitingFor() {
        String own = Objects.requireNonNull(issuer.agency());
        return switch (status) {
            case DRAFT, REPLIED -> List.of(Waiting.supervisor(own));
            case ISSUED -> List.of(Waiting.unit(agency));
            case RECEIVED -> List.of(toReply ? Waiting.unit(agency) : Waiting.supervisor(own));
            case CLOSED, WITHDRAWN -> List.of();
        };
    }

    /** Before it is issued, it is the issuer's alone. */
    @Override
    public List<String> seenBy() {
        String own = Objects.requireNonNull(issuer.agency());
        return issuedOn == null
                ? List.of(own)
                : Stream.concat(Case.super.seenBy().stream(), Stream.of(own))
                        .distinct()
                        .toList();
    }
}
