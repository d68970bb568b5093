package huikan.review.inspection;

import com.mongodb.client.MongoDatabase;
import huikan.events.SupervisionEvent.InspectionMoved;
import huikan.review.calendar.Today;
import huikan.review.matter.Agenda;
import huikan.review.matter.Desk;
import huikan.review.matter.Matters;
import huikan.review.matter.Timers;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where inspections are kept and make their moves, and where their timers go off. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InspectionSettings.class)
class InspectionDesk {

    private static final String KIND = "inspections";

    @Bean
    OutboxSource inspectionSource() {
        return new OutboxSource(KIND);
    }

    @Bean
    Matters<InspectionStatus, Inspection> inspectionMatters(MongoDatabase database, OutboxRelays relays) {
        return new Matters<>(database, relays, KIND, Inspection.class, "visitedIn");
    }

    @Bean
    Desk<InspectionStatus, Inspection, InspectionMove> inspectionMoves(
            Matters<InspectionStatus, Inspection> inspections,
            Agenda agenda,
            InspectionSettings settings,
            Today today) {
        return new Desk<>(
                inspections,
                InspectionMove.class,
                new InspectionRules(settings),
                one -> agenda.next(one, List.of()),
                (after, step) -> new InspectionMoved(
                        after.id(),
                        after.agency(),
                        after.under(),
                        after.announced(),
                        after.units().stream().map(InspectedUnit::agency).toList(),
                        step),
                today);
    }

    @Bean
    Timers<InspectionStatus, Inspection, InspectionMove> inspectionTimers(
            Matters<InspectionStatus, Inspection> inspections,
            Desk<InspectionStatus, Inspection, InspectionMove> desk,
            Agenda agenda,
            InspectionSteps steps,
            InspectionFindings findings) {
        return new Timers<>(
                inspections,
                desk,
                agenda,
                new Timers.Steps<>(
                        List.of(),
                        // there is no ladder, and nothing climbs it
                        InspectionMove.URGE,
                        (one, ladder) -> one,
                        List.of(),
                        InspectionMove.URGE,
                        steps::urged,
                        (one, awaited) -> {
                            if (!awaited.isSettling()) {
                                return false;
                            }
                            var unused = findings.settle(one);
                            return true;
                        }));
    }
}
