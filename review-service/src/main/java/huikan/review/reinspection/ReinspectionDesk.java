package huikan.review.reinspection;

import com.mongodb.client.MongoDatabase;
import huikan.events.SupervisionEvent.ReinspectionMoved;
import huikan.review.calendar.Today;
import huikan.review.matter.Actor;
import huikan.review.matter.Agenda;
import huikan.review.matter.AtOnce;
import huikan.review.matter.Desk;
import huikan.review.matter.Matters;
import huikan.review.matter.MoveRules;
import huikan.review.matter.Timed;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where re-inspections are kept and make their moves, and where their timers go off. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReinspectionSettings.class)
class ReinspectionDesk {

    private static final String KIND = "reinspections";

    @Bean
    OutboxSource reinspectionSource() {
        return new OutboxSource(KIND);
    }

    @Bean
    Matters<ReinspectionStatus, Reinspection> reinspectionMatters(MongoDatabase database, OutboxRelays relays) {
        return new Matters<>(database, relays, KIND, Reinspection.class);
    }

    @Bean
    Desk<ReinspectionStatus, Reinspection, ReinspectionMove> reinspectionMoves(
            Matters<ReinspectionStatus, Reinspection> reinspections, Agenda agenda, Today today) {
        return new Desk<>(
                reinspections,
                ReinspectionMove.class,
                new Rules(),
                one -> agenda.next(one, List.of()),
                (after, step) -> new ReinspectionMoved(
                        after.id(),
                        after.agency(),
                        after.under(),
                        after.draw(),
                        after.items().stream().map(Reinspection.Item::finding).toList(),
                        step),
                today);
    }

    @Bean
    Timed reinspectionTimers(Matters<ReinspectionStatus, Reinspection> reinspections, Settlement settlement) {
        return new AtOnce<>(reinspections, settlement::settle);
    }

    /** The agency that looks again leads it; the re-inspectors are of it or above it. */
    private static final class Rules implements MoveRules<Reinspection, ReinspectionMove> {
        @Override
        public boolean acts(Actor actor, Reinspection one, Caller caller) {
            return switch (actor) {
                case SUPERVISOR -> caller.actsFor(one.agency()) && caller.is(Role.SUPERVISOR);
                case VERIFIER -> caller.is(Role.SUPERVISOR, Role.INSPECTOR) && caller.maySee(one.seenBy());
                case UNIT, SYSTEM -> false;
            };
        }

        @Override
        public Optional<String> obstacle(ReinspectionMove move, Reinspection one, LocalDate today) {
            if (move == ReinspectionMove.CLOSE) {
                List<String> open = one.items().stream()
                        .filter(item -> !item.isDone())
                        .map(Reinspection.Item::finding)
                        .toList();
                return open.isEmpty()
                        ? Optional.empty()
                        : Optional.of("It is closed when every finding has its outcome; without are " + open + ".");
            }
            return Optional.empty();
        }
    }
}
