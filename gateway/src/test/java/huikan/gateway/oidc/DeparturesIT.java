package huikan.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import huikan.gateway.testing.OnGateway;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"huikan.oidc.issuer=http://127.0.0.1:9", "huikan.oidc.client-id=huikan"})
class DeparturesIT extends OnGateway {

    private static Departure departure(String state) {
        return new Departure(state, "http://here/back", "nonce", "verifier", "/", "zh");
    }

    @Autowired
    Departures departures;

    @Autowired
    MongoDatabase database;

    @Test
    void what_is_kept_lets_nobody_come_back() {
        departures.add("the-cookie", departure("the-state"));
        assertThat(database.getCollection("departures")
                        .find()
                        .into(new ArrayList<>())
                        .toString())
                .contains("http://here/back")
                .doesNotContain("the-cookie", "the-state");
        assertThat(departures.take("the-cookie", "another-state")).isEmpty();
        assertThat(departures.take("the-cookie", "the-state")).hasValue(departure("the-state"));
        assertThat(departures.take("the-cookie", "the-state")).isEmpty();
    }

    @Test
    void who_does_not_come_back_is_forgotten() {
        departures.add("a-cookie", departure("an-old-state"));
        clock.forward(Departures.LIFE);
        departures.add("a-cookie", departure("a-new-state"));
        departures.sweep();
        assertThat(database.getCollection("departures").countDocuments()).isEqualTo(1);
        assertThat(departures.take("a-cookie", "a-new-state")).isPresent();
    }
}
