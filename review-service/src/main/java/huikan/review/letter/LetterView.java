package huikan.review.letter;

import huikan.review.letter.Letter.Reply;
import huikan.review.matter.Awaited;
import huikan.review.matter.Person;
import huikan.review.matter.Remark;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter as it is shown.
 *
 * @param overdue the unit still owes a reply, and its day is over
 * @param moves those that the caller may make now
 * @param toReply whether it is to be replied to
 * @param head the hash of the last step of its trail
 */
record LetterView(
        String id,
        LetterStatus status,
        String agency,
        boolean overdue,
        @Nullable LocalDate dueOn,
        List<String> moves,
        @Nullable String number,
        Person issuer,
        String kind,
        String title,
        String matter,
        List<String> findings,
        boolean toReply,
        @Nullable LocalDate issuedOn,
        @Nullable Person receivedBy,
        @Nullable Reply reply,
        @Nullable Remark closing,
        @Nullable Remark withdrawal,
        @Nullable Awaited awaited,
        Instant openedAt,
        String head,
        long version) {

    static LetterView of(Letter letter, LocalDate today, List<String> moves) {
        return new LetterView(
                letter.id(),
                letter.status(),
                letter.agency(),
                letter.overdue(today),
                letter.dueOn(),
                moves,
                letter.number(),
                letter.issuer(),
                letter.kind(),
                letter.title(),
                letter.matter(),
                letter.findings(),
                letter.toReply(),
                letter.issuedOn(),
                letter.receivedBy(),
                letter.reply(),
                letter.closing(),
                letter.withdrawal(),
                letter.awaited(),
                letter.openedAt(),
                letter.head(),
                letter.version());
    }
}
