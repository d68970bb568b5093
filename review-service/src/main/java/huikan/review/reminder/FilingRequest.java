package huikan.review.reminder;

import huikan.review.access.Parties;
import huikan.review.access.Waiting;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Case;
import huikan.review.workflow.DerivedId;
import huikan.review.workflow.Person;
import huikan.review.workflow.Remark;
import huikan.service.request.CalendarDay;
import huikan.service.request.Filled;
import huikan.service.request.Line;
import huikan.service.request.Note;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 申请: what an agency asks its superiors for about a filing that it owes. There is one for each filing, which may be asked again.
 *
 * @param cycle for which the filing is owed
 * @param agency who owes it, and asks
 * @param to until when it asks for more time; null for an excuse
 * @param answer why it was refused, or what was said when it was granted
 * @param above the superiors on the form's line, as of the issue of the cycle, nearest first; one of them rules
 */
@RecordBuilder
record FilingRequest(
        String id,
        String agency,
        RequestStatus status,
        String cycle,
        Wish wish,
        @Nullable LocalDate to,
        String reason,
        Person askedBy,
        LocalDate askedOn,
        @Nullable Remark answer,
        @Nullable Awaited awaited,
        List<String> above,
        Instant openedAt,
        long version,
        String head)
        implements Case<RequestStatus>, FilingRequestBuilder.With {

    /** What is asked for. */
    enum Wish {
        /** 延期: more time. */
        EXTENSION,
        /** 免报: that nothing is owed. */
        EXCUSE
    }

    /**
     * A first one.
     *
     * @param to of an extension
     */
    record Ask(
            @Line String cycle,
            @Line String agency,
            Wish wish,
            @CalendarDay @Nullable LocalDate to,
            @Filled @Note String reason) {}

    /** Another one. */
    record AskAgain(
            Wish wish,
            @CalendarDay @Nullable LocalDate to,
            @Filled @Note String reason) {}

    /**
     * The same for one obligation, so that there is one.
     *
     * @param obligation as {@link huikan.events.Topics#obligationKey}
     */
    static String id(String obligation) {
        return DerivedId.of("requests/" + obligation);
    }

    @Override
    public String title() {
        return (wish == Wish.EXCUSE ? "申请免报 " : "申请延期 ") + cycle;
    }

    @Override
    public Parties parties() {
        return new Parties(List.of(agency), above, null, List.of());
    }

    @Override
    public List<String> waitingFor() {
        if (!open()) {
            return List.of();
        }
        // not for who asks in the place of one below it
        String ruling = above.stream()
                .filter(one -> !one.equals(askedBy.agency()))
                .findFirst()
                .orElse(above.getFirst());
        return List.of(Waiting.supervisor(ruling));
    }
}
