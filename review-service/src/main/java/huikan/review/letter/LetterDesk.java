package huikan.review.letter;

import huikan.events.SupervisionEvent.LetterMoved;
import huikan.review.calendar.Today;
import huikan.review.matter.Agenda;
import huikan.review.matter.Awaited;
import huikan.review.matter.Desk;
import huikan.review.matter.Person;
import huikan.review.matter.Queue;
import huikan.review.matter.Timers;
import huikan.service.outbox.OutboxSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where letters make their moves, and where their timers go off. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LetterSettings.class)
class LetterDesk {

    @Bean
    OutboxSource letterSource() {
        return Letters.SOURCE;
    }

    @Bean
    Queue letterQueue(Letters letters) {
        return letters.matters();
    }

    @Bean
    Desk<LetterStatus, Letter, LetterMove> letterMoves(
            Letters letters, Agenda agenda, LetterSettings settings, Today today) {
        return new Desk<>(
                letters.matters(),
                LetterMove.class,
                new LetterRules(),
                letter -> agenda.next(letter, settings.rungs()),
                (after, step) -> new LetterMoved(
                        after.id(),
                        after.agency(),
                        after.above(),
                        String.valueOf(after.issuer().agency()),
                        after.kind(),
                        after.number(),
                        after.findings(),
                        after.dueOn(),
                        step),
                today);
    }

    @Bean
    Timers<LetterStatus, Letter, LetterMove> letterTimers(
            Letters letters,
            Desk<LetterStatus, Letter, LetterMove> desk,
            Agenda agenda,
            LetterSettings settings,
            LetterSteps steps) {
        return new Timers<>(
                letters.matters(),
                desk,
                agenda,
                new Timers.Steps<>(
                        settings.rungs(),
                        LetterMove.ESCALATE,
                        Letter::withLadder,
                        List.of(),
                        LetterMove.URGE,
                        steps::urged,
                        (letter, awaited) -> {
                            if (awaited.what() != Awaited.What.NUMBER) {
                                return false;
                            }
                            var unused = desk.doneBySystem(
                                    letter, LetterMove.NUMBER, steps.numbered(letter), Person.TIMER, desk.told());
                            return true;
                        }));
    }
}
