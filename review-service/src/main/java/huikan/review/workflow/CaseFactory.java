package huikan.review.workflow;

import com.mongodb.client.MongoDatabase;
import huikan.review.calendar.Calendars;
import huikan.review.calendar.Today;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.request.RequestReader;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes the cases of a kind of its workflow. */
@Component
@EnableConfigurationProperties(SupervisionSettings.class)
public class CaseFactory {

    private final MongoDatabase database;
    private final OutboxRelays relays;
    private final DueDates dates;
    private final RequestReader requests;
    private final Today today;

    CaseFactory(MongoDatabase database, OutboxRelays relays, DueDates dates, JsonMapper json, Today today) {
        StoredLayout.require(database);
        this.database = database;
        this.relays = relays;
        this.dates = dates;
        this.requests = new RequestReader(json);
        this.today = today;
    }

    /** What carries an outbox. */
    @Bean
    static List<OutboxSource> outboxSources() {
        return Stream.concat(
                        Stream.of(CaseController.KINDS.split("\\|")).map(OutboxSource::new),
                        Stream.of(Calendars.SOURCE))
                .toList();
    }

    public <T extends Record & Case<S>, S extends Enum<S> & State> Cases<T, S> cases(Workflow<T, S> workflow) {
        return new Cases<>(workflow, new CaseStore<>(database, relays, workflow), dates, requests, today);
    }
}
