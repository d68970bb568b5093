package huikan.analytics.rollup;

import static huikan.testing.Measured.times;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import huikan.analytics.directory.Directory;
import huikan.analytics.directory.ToldDirectory;
import huikan.analytics.rollup.Count.Position;
import huikan.analytics.rollup.MillionFilings.Filing;
import huikan.analytics.rollup.RollupWriter.Placed;
import huikan.events.SubmissionEvent;
import huikan.testing.Infrastructure;
import huikan.testing.Measured;
import huikan.testing.OnInfrastructure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * {@link MillionFilings}: what they take to be counted and to be kept, and how long the questions of a dashboard take, over HTTP;
 * beside the same questions of {@link Postgres}, if {@code HUIKAN_BENCH_POSTGRES} has the address of one.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.kafka.listener.auto-startup=false",
            "huikan.test.record-queries=false",
            "huikan.rollup.check-every=24h"
        })
@Import(MillionFilingsBench.Tokens.class)
class MillionFilingsBench extends OnInfrastructure {

    private static final int FILINGS = Integer.getInteger("huikan.bench.filings", 1_000_000);
    /** As Kafka gives them. */
    private static final int AT_ONCE = 200;

    private static final int PARTITIONS = 2;
    private static final int WARM_UP = 200;
    private static final int ASKED = 1_000;

    @LocalServerPort
    int port;

    @Autowired
    Directory directory;

    @Autowired
    MongoDatabase database;

    @Autowired
    RollupWriter writer;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(7);
    private final MillionFilings filings = new MillionFilings(FILINGS);
    private final List<List<Placed>> waiting = List.of(new ArrayList<>(), new ArrayList<>());
    private final long[] offsets = new long[PARTITIONS];
    private long events;

    /** A token here is the agency. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Tokens {
        @Bean
        JwtDecoder jwtDecoder() {
            return token -> Jwt.withTokenValue(token)
                    .header("alg", "none")
                    .subject(token)
                    .claim("role", "VIEWER")
                    .claim("agency", token)
                    .build();
        }
    }

    @Test
    void a_million_filings() throws Exception {
        ToldDirectory.put(directory, filings.told(), filings.issued());
        String postgres = System.getenv("HUIKAN_BENCH_POSTGRES");
        try (Postgres other = postgres == null ? null : new Postgres(postgres)) {
            Measured measured = new Measured(
                    filings.filings() + " filings of 80 indicators, " + filings.cycles + " cycles",
                    "p50",
                    "p99",
                    "most");
            count(measured, other);
            ask(
                    measured,
                    "rollup",
                    i -> "rollup?cycle=" + MillionFilings.cycle(i),
                    other == null ? null : other::rollup);
            if (other != null) {
                measured.row("– PostgreSQL, materialized view", asked(other::rollupOfView));
            }
            ask(
                    measured,
                    "with 14 children",
                    i -> "rollup?breakdown=children&cycle=" + MillionFilings.cycle(i),
                    other == null ? null : other::children);
            ask(
                    measured,
                    "ranking of 140 counties by a rate",
                    i -> "ranking?level=COUNTY&indicator=" + MillionFilings.rate(0) + "&cycle="
                            + MillionFilings.cycle(i),
                    other == null ? null : other::ranking);
            ask(
                    measured,
                    "series of five",
                    i -> "series?form=daily&by=CYCLE&indicator=" + MillionFilings.count(0) + "&from="
                            + MillionFilings.day(i) + "&to=" + MillionFilings.day(i + 4),
                    other == null ? null : other::series);
            ask(
                    measured,
                    "with 14 children, as of noon of the first day",
                    i -> "rollup?breakdown=children&cycle=" + MillionFilings.cycle(i) + "&asOf="
                            + MillionFilings.middle(i),
                    other == null ? null : other::asOf);
            ask(
                    measured,
                    "page of lineage, 50",
                    i -> "lineage?limit=50&indicator=" + MillionFilings.count(0) + "&cycle=" + MillionFilings.cycle(i),
                    other == null ? null : other::lineage);
            measured.write("million-filings");
        }
    }

    private void count(Measured measured, @Nullable Postgres other) throws Exception {
        Duration counting = Duration.ZERO;
        Duration copying = Duration.ZERO;
        for (int cycle = 0; cycle < filings.cycles; cycle++) {
            List<Filing> filed = filings.filed(cycle);
            List<Map.Entry<Instant, SubmissionEvent>> told = MillionFilings.events(filed);
            long begun = System.nanoTime();
            told.forEach(one -> put(one.getKey(), one.getValue()));
            waiting.forEach(this::write);
            counting = counting.plusNanos(System.nanoTime() - begun);
            if (other != null) {
                begun = System.nanoTime();
                other.file(filed);
                copying = copying.plusNanos(System.nanoTime() - begun);
            }
            if (cycle % 50 == 49) {
                System.out.println(cycle + 1 + " cycles, " + perSecond(counting, (cycle + 1L) * filed.size()));
            }
        }
        measured.row("counting (" + events + " events)", perSecond(counting, filings.filings()), "", "");
        measured.row("bytes a filing, of the store", Long.toString(bytes() / filings.filings()), "", "");
        if (other != null) {
            other.settle();
            measured.row("– PostgreSQL, COPY", perSecond(copying, filings.filings()), "", "");
            Duration first = other.refresh(true);
            measured.row("– bytes a filing, with the view", Long.toString(other.bytes() / filings.filings()), "", "");
            measured.row(
                    "– PostgreSQL, the view made; refreshed",
                    first.toMillis() + " ms",
                    other.refresh(false).toMillis() + " ms",
                    "");
        }
    }

    private void put(Instant time, SubmissionEvent event) {
        int partition = Math.floorMod(event.key().hashCode(), PARTITIONS);
        List<Placed> batch = waiting.get(partition);
        batch.add(new Placed(new Position(partition, offsets[partition]++), time, event));
        events++;
        if (batch.size() == AT_ONCE) {
            write(batch);
        }
    }

    private void write(List<Placed> batch) {
        if (!batch.isEmpty()) {
            writer.write(batch.getFirst().at().partition(), batch);
            batch.clear();
        }
    }

    private static String perSecond(Duration took, long of) {
        return of * 1_000 / Math.max(1, took.toMillis()) + " a second";
    }

    private long bytes() {
        // the store goes through all of it, longer than the service waits for anything
        try (MongoClient patient = MongoClients.create(Infrastructure.store())) {
            Document stats = patient.getDatabase(database.getName()).runCommand(new Document("dbStats", 1));
            return stats.get("storageSize", Number.class).longValue();
        }
    }

    /** Of one cycle, by its number. */
    private interface Query {
        void of(int cycle) throws Exception;
    }

    private void ask(Measured measured, String what, IntFunction<String> path, @Nullable Query other) throws Exception {
        measured.row(what, asked(cycle -> get(path.apply(cycle))));
        if (other != null) {
            measured.row("– PostgreSQL", asked(other));
        }
    }

    private String[] asked(Query query) throws Exception {
        times(WARM_UP, () -> query.of(random.nextInt(filings.cycles - 4)));
        return times(ASKED, () -> query.of(random.nextInt(filings.cycles - 4)));
    }

    private void get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/metrics/" + path + "&basis=REPORTED"))
                .header("Authorization", "Bearer " + MillionFilings.PROVINCE)
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
