package huikan.review.reminder;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.Superior;
import huikan.review.reminder.FilingRequest.Wish;
import huikan.review.testing.TableOverHttp;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class RequestTableIT extends TableOverHttp {

    @Autowired
    Cases<FilingRequest, RequestStatus> requests;

    @Autowired
    Obligations obligations;

    RequestTableIT() {
        super("requests", Set.of());
    }

    @Override
    protected String in(String state, String move) {
        String cycle = "2039-" + UUID.randomUUID();
        ObligationOpened owed = new ObligationOpened(
                cycle,
                "210902-gov",
                AgencyLevel.COUNTY,
                List.of(new Superior("210900-gov", AgencyLevel.CITY), new Superior("210000-gov", AgencyLevel.PROVINCE)),
                LocalDate.of(2040, 1, 31),
                null,
                null,
                null,
                Instant.EPOCH);
        obligations.follow(List.of(owed));
        String id = FilingRequest.id(owed.key());
        requests.openBySuite(
                        FilingRequestBuilder.builder()
                                .id(id)
                                .agency("210902-gov")
                                .status(RequestStatus.valueOf(state))
                                .cycle(cycle)
                                .wish(Wish.EXCUSE)
                                .reason("x")
                                .askedBy(Person.TIMER)
                                .askedOn(LocalDate.EPOCH)
                                .above(List.of("210900-gov", "210000-gov"))
                                .openedAt(clock.instant())
                                .head("")
                                .build(),
                        "fixture",
                        Person.TIMER)
                .orElseThrow();
        return "/api/requests/" + id;
    }

    @Override
    protected String body(String move) {
        return switch (move) {
            case "ask-again" -> "{'wish': 'EXCUSE', 'reason': 'x'}";
            case "grant" -> "{'comment': 'x'}";
            case "refuse" -> "{'reason': 'x'}";
            default -> null;
        };
    }
}
