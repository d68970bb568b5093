package huikan.review.casefile;

import com.mongodb.client.MongoDatabase;
import huikan.events.SupervisionEvent.CaseReviewMoved;
import huikan.review.calendar.Today;
import huikan.review.matter.Agenda;
import huikan.review.matter.Desk;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import huikan.review.matter.RungAction;
import huikan.review.matter.Timers;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where case-file reviews are kept and make their moves, and where their timers go off. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CaseReviewSettings.class)
class CaseReviewDesk {

    private static final String KIND = "case-reviews";

    @Bean
    OutboxSource caseReviewSource() {
        return new OutboxSource(KIND);
    }

    @Bean
    Matters<CaseReviewStatus, CaseReview> caseReviewMatters(MongoDatabase database, OutboxRelays relays) {
        return new Matters<>(database, relays, KIND, CaseReview.class);
    }

    @Bean
    Desk<CaseReviewStatus, CaseReview, CaseReviewMove> caseReviewMoves(
            Matters<CaseReviewStatus, CaseReview> reviews, Agenda agenda, CaseReviewSettings settings, Today today) {
        return new Desk<>(
                reviews,
                CaseReviewMove.class,
                new CaseReviewRules(),
                one -> agenda.next(one, settings.rungs()),
                (after, step) -> new CaseReviewMoved(
                        after.id(),
                        after.agency(),
                        after.above(),
                        after.reviewer(),
                        after.standard().toString(),
                        after.draw(),
                        after.files().size(),
                        step),
                today);
    }

    @Bean
    Timers<CaseReviewStatus, CaseReview, CaseReviewMove> caseReviewTimers(
            Matters<CaseReviewStatus, CaseReview> reviews,
            Desk<CaseReviewStatus, CaseReview, CaseReviewMove> desk,
            Agenda agenda,
            CaseReviewSettings settings,
            CaseReviewSteps steps,
            CaseFindings findings,
            List<RungAction> actions) {
        return new Timers<>(
                reviews,
                desk,
                agenda,
                new Timers.Steps<>(
                        settings.rungs(),
                        CaseReviewMove.ESCALATE,
                        CaseReview::withLadder,
                        actions,
                        CaseReviewMove.URGE,
                        steps::urged,
                        (review, awaited) -> switch (awaited.what()) {
                            case SETTLING -> {
                                var unusedReview = findings.settle(review);
                                yield true;
                            }
                            case ARCHIVING -> {
                                var unused = desk.doneBySystem(
                                        review,
                                        CaseReviewMove.ARCHIVE,
                                        steps.archived(review),
                                        Person.TIMER,
                                        desk.told());
                                yield true;
                            }
                            default -> false;
                        }));
    }
}
