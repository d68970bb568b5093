package huikan.review.finding;

import huikan.events.SupervisionEvent.FindingMoved;
import huikan.review.calendar.Today;
import huikan.review.matter.Agenda;
import huikan.review.matter.Awaited;
import huikan.review.matter.Desk;
import huikan.review.matter.Person;
import huikan.review.matter.Queue;
import huikan.review.matter.RungAction;
import huikan.review.matter.SupervisionSettings;
import huikan.review.matter.Timers;
import huikan.service.outbox.OutboxSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where findings make their moves, and where their timers go off. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SupervisionSettings.class)
class FindingDesk {

    @Bean
    OutboxSource findingSource() {
        return Findings.SOURCE;
    }

    @Bean
    Queue findingQueue(Findings findings) {
        return findings.matters();
    }

    @Bean
    Desk<FindingStatus, Finding, FindingMove> findingMoves(
            Findings findings, Agenda agenda, SupervisionSettings settings, Today today) {
        return new Desk<>(
                findings.matters(),
                FindingMove.class,
                new FindingRules(settings.extensions()),
                finding -> agenda.next(finding, settings.rungs()),
                (after, step) -> new FindingMoved(
                        after.id(),
                        after.agency(),
                        after.above(),
                        after.source().kind().name(),
                        after.category(),
                        after.rectify().name(),
                        after.key(),
                        after.dueOn(),
                        step),
                today);
    }

    @Bean
    Timers<FindingStatus, Finding, FindingMove> findingTimers(
            Findings findings,
            Desk<FindingStatus, Finding, FindingMove> desk,
            Agenda agenda,
            SupervisionSettings settings,
            FindingSteps steps,
            List<RungAction> actions) {
        return new Timers<>(
                findings.matters(),
                desk,
                agenda,
                new Timers.Steps<>(
                        settings.rungs(),
                        FindingMove.ESCALATE,
                        Finding::withLadder,
                        actions,
                        FindingMove.URGE,
                        steps::urged,
                        (finding, awaited) -> {
                            if (awaited.what() != Awaited.What.EVIDENCE) {
                                return false;
                            }
                            String reason = "No evidence came by " + awaited.dueOn() + ".";
                            var unused = desk.doneBySystem(
                                    finding,
                                    FindingMove.REOPENING,
                                    steps.reopened(finding, reason, Person.TIMER),
                                    Person.TIMER,
                                    desk.told());
                            return true;
                        }));
    }
}
