package huikan.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people should hear of, for outside channels: topic {@link Topics#NOTIFICATIONS}. */
public sealed interface NotificationEvent extends Event {

    @Override
    default String topic() {
        return Topics.NOTIFICATIONS;
    }

    /**
     * Something waits for somebody, or a deadline came near or went by.
     *
     * @param id always the same for one cause
     * @param kind of the thing, as in its path: {@code findings}, {@code orders}, ...
     * @param thing its id
     * @param agency whose it is
     * @param reason WAITING, or the rung of the ladder: DUE_SOON, URGE_NOTICE, REMINDER_LETTER, ...
     * @param to for whom: {@code <agency>/UNIT}, {@code <agency>/SUPERVISOR}, {@code <agency>/VERIFIER},
     *     {@code <agency>/REVIEWER}, or {@code @<login>}
     * @param dueOn until when, Asia/Shanghai
     */
    @EventType("notification.due.v1")
    record NotificationDue(
            String id,
            String kind,
            String thing,
            String agency,
            String title,
            String status,
            String reason,
            List<String> to,
            @Nullable LocalDate dueOn,
            Instant at)
            implements NotificationEvent {

        public NotificationDue {
            requireNonNull(id, "id");
            requireNonNull(kind, "kind");
            requireNonNull(thing, "thing");
            requireNonNull(agency, "agency");
            requireNonNull(title, "title");
            requireNonNull(status, "status");
            requireNonNull(reason, "reason");
            to = List.copyOf(to);
            requireNonNull(at, "at");
        }

        @Override
        public String key() {
            return thing;
        }

        @Override
        public String subject() {
            return thing;
        }
    }
}
