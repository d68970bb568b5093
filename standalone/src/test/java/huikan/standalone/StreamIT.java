package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The stream of changed rollups, through the gateway. */
class StreamIT {

    private static final String CITY = "211300-gov";
    private static final String COUNTY = "211302-gov";
    private static final String CYCLE = "annual-2019";

    private static Api api;

    @BeforeAll
    static void suite() throws IOException {
        api = RunningSuite.shared().api();
    }

    /** One who listens; blocks of a stream, as they come. */
    private static final class Listener implements AutoCloseable {
        private final InputStream body;
        private final BlockingQueue<String> blocks = new LinkedBlockingQueue<>();

        Listener(String login, String query, @Nullable String lastEventId) throws Exception {
            HttpRequest.Builder request = api.as(login, "/api/metrics/stream" + query)
                    .header("Accept", "text/event-stream")
                    .timeout(Duration.ofSeconds(20));
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            HttpResponse<InputStream> response =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            body = response.body();
            Thread.ofVirtual().start(() -> {
                try (Scanner scanner = new Scanner(body, StandardCharsets.UTF_8).useDelimiter("\n\n")) {
                    scanner.forEachRemaining(blocks::add);
                }
            });
        }

        /** All up to one that has some text in it. */
        List<String> until(String text) throws InterruptedException {
            List<String> seen = new ArrayList<>();
            String block;
            do {
                block = blocks.poll(30, TimeUnit.SECONDS);
                assertThat(block).as("%s after %s", text, seen).isNotNull();
                seen.add(block);
            } while (!block.contains(text));
            return seen;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    private static String id(String block) {
        return block.lines()
                .filter(line -> line.startsWith("id:"))
                .map(line -> line.substring(3))
                .findFirst()
                .orElseThrow();
    }

    private static void file(String agency, int figure, @Nullable String replaces) {
        ObjectNode filing = Api.JSON.createObjectNode().put("cycle", CYCLE).put("agency", agency);
        filing.withObject("/indicators/own").put("INS001", figure);
        if (replaces != null) {
            filing.put("replaces", replaces).put("reason", "更正");
        }
        api.accepted(filing);
    }

    private static String changed(String agency) {
        return "{\"cycle\":\"" + CYCLE + "\",\"agency\":\"" + agency + "\"}";
    }

    @Test
    void who_listens_is_told_which_rollups_changed_and_goes_on_where_he_was() throws Exception {
        String position;
        try (Listener listener = new Listener(CITY, "", null)) {
            listener.until("id:");
            file(COUNTY, 5, null);
            listener.until(changed(CITY));
            position = id(listener.until("id:").getLast());
        }
        file("211303-gov", 6, null);
        try (Listener again = new Listener(CITY, "", position);
                Listener county = new Listener("211321-gov", "", position)) {
            again.until(changed("211303-gov"));
            // what others have is not told to it
            assertThat(String.join("\n", county.until("id:")))
                    .doesNotContain("211303-gov")
                    .doesNotContain(CITY);
        }
    }

    @Test
    void a_stream_ends_by_itself_before_anybody_cuts_it_off() throws Exception {
        HttpResponse<String> whole = HttpClient.newHttpClient()
                .send(
                        api.as("211381-gov", "/api/metrics/stream").GET().build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).contains("id:").endsWith("\n\n");
    }

    @Test
    void one_login_does_not_take_the_seats_of_all_others() throws Exception {
        List<Listener> listeners = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                listeners.add(new Listener("211324-gov", "", null));
            }
            Api.Answer refused = api.get("211324-gov", "/api/metrics/stream");
            refused.problem(503, "too-many-readers");
            assertThat(refused.header("Retry-After")).isNotBlank();
            listeners.add(new Listener(CITY, "", null));
        } finally {
            for (Listener one : listeners) {
                one.close();
            }
        }
    }

    @Test
    void a_stream_of_others_or_from_nowhere_is_refused() {
        api.get(CITY, "/api/metrics/stream?under=330100-gov").problem(404, "agency-unknown");
        api.get("admin", "/api/metrics/stream").problem(422, "under-missing");
        api.send(api.as(CITY, "/api/metrics/stream")
                        .header("Last-Event-ID", "nowhere")
                        .GET())
                .problem(422, "invalid");
        api.getOpen("/api/metrics/stream").is(401);
    }
}
