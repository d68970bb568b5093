package huikan.review.draw;

import com.mongodb.client.MongoDatabase;
import huikan.events.SupervisionEvent.DrawMoved;
import huikan.review.calendar.Today;
import huikan.review.matter.Actor;
import huikan.review.matter.Desk;
import huikan.review.matter.Matters;
import huikan.review.matter.MoveRules;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The draws, and where they make their moves. */
@Configuration(proxyBeanMethods = false)
class Draws {

    @Bean
    OutboxSource drawSource() {
        return new OutboxSource("draws");
    }

    @Bean
    Matters<DrawStatus, Draw> drawMatters(MongoDatabase database, OutboxRelays relays) {
        return new Matters<>(database, relays, "draws", Draw.class);
    }

    @Bean
    Desk<DrawStatus, Draw, DrawMove> drawMoves(Matters<DrawStatus, Draw> draws, Today today) {
        return new Desk<>(
                draws,
                DrawMove.class,
                new ByTheAgency(),
                draw -> null,
                (after, step) -> new DrawMoved(
                        after.id(),
                        after.agency(),
                        after.purpose(),
                        after.poolDigest(),
                        after.commitment(),
                        after.saltCommitment(),
                        step),
                today);
    }

    /** The agency that draws reveals. */
    private static final class ByTheAgency implements MoveRules<Draw, DrawMove> {
        @Override
        public boolean acts(Actor actor, Draw draw, Caller caller) {
            return caller.actsFor(draw.agency()) && caller.is(Role.SUPERVISOR, Role.INSPECTOR);
        }

        @Override
        public Optional<String> obstacle(DrawMove move, Draw draw, LocalDate today) {
            return Optional.empty();
        }
    }
}
