package huikan.review.review;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Superior;
import huikan.review.review.ReviewRequests.Pass;
import huikan.review.testing.OverHttp;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import huikan.testing.Measured;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * Decisions a second: three levels pass one filing after the other, in process and over HTTP; beside them the same three-step
 * approval in a Flowable engine on H2, in the same process. Each decision of both is looked up, checked and written with its
 * history; ours goes to the store over its wire protocol, and its events to the broker meanwhile. Flowable runs twice: as it comes,
 * and keeping what it acknowledged when its process is killed, which ours does anyway.
 */
@TestPropertySource(properties = "huikan.test.record-queries=false")
class DecisionsBench extends OverHttp {

    private static final int FILINGS = Integer.getInteger("huikan.bench.filings", 1_500);
    private static final int WARM_UP = FILINGS;
    private static final int[] CLIENTS = {1, 4, 8};
    private static final List<Superior> LEVELS = List.of(
            new Superior("210902-gov", AgencyLevel.COUNTY),
            new Superior("210900-gov", AgencyLevel.CITY),
            new Superior("210000-gov", AgencyLevel.PROVINCE));
    /** H2 answers a commit before it is in the file: a process that is killed loses what it did in its last half second. */
    private static final String AS_IT_COMES = "";
    /** With a commit in the file before it is answered, as ours are. */
    private static final String WRITES_EACH_COMMIT = ";WRITE_DELAY=0";

    private static final String STEPS = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="bench">
              <process id="approval" isExecutable="true">
                <startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="county"/>
                <userTask id="county"/><sequenceFlow id="b" sourceRef="county" targetRef="city"/>
                <userTask id="city"/><sequenceFlow id="c" sourceRef="city" targetRef="province"/>
                <userTask id="province"/><sequenceFlow id="d" sourceRef="province" targetRef="end"/>
                <endEvent id="end"/>
              </process>
            </definitions>""";

    @Autowired
    Reviews reviews;

    @Autowired
    Cases<Review, ReviewStatus> cases;

    @Test
    void decisions_a_second() throws Exception {
        itIs("2024-03-01");
        Measured figures = new Measured("decisions a second", "1 client", "4 clients", "8 clients");
        try (Flowable flowable = new Flowable(AS_IT_COMES);
                Flowable keeping = new Flowable(WRITES_EACH_COMMIT)) {
            inProcess(WARM_UP, 4);
            flowable.approve(WARM_UP, 4);
            keeping.approve(WARM_UP, 4);
            overHttp(WARM_UP, 4);
            figures.row("in process", rates(clients -> inProcess(FILINGS, clients)));
            figures.row("Flowable, in process", rates(clients -> flowable.approve(FILINGS, clients)));
            figures.row(
                    "Flowable that keeps what it acknowledged", rates(clients -> keeping.approve(FILINGS, clients)));
            figures.row("over HTTP", rates(clients -> overHttp(FILINGS, clients)));
        }
        figures.write("decisions");
    }

    /** What is measured with so many clients: how long it took. */
    private interface Measured {
        Duration with(int clients) throws Exception;
    }

    private static String[] rates(Measured measured) throws Exception {
        String[] rates = new String[CLIENTS.length];
        for (int i = 0; i < CLIENTS.length; i++) {
            Duration took = measured.with(CLIENTS[i]);
            rates[i] = Long.toString(3L * FILINGS * 1_000_000_000L / took.toNanos());
        }
        return rates;
    }

    private List<String> filed(int count) {
        List<SubmissionAccepted> accepted = IntStream.range(0, count)
                .mapToObj(i -> new SubmissionAccepted(
                        UUID.randomUUID().toString(),
                        "bench-" + i,
                        "210902-ndmo",
                        AgencyLevel.COUNTY,
                        LEVELS,
                        1,
                        "sha256:x",
                        clock.instant(),
                        false,
                        null,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        JSON.readTree("{}")))
                .toList();
        for (int i = 0; i < count; i += 500) {
            reviews.open(accepted.subList(i, Math.min(count, i + 500)));
        }
        return accepted.stream().map(SubmissionAccepted::id).toList();
    }

    private Duration inProcess(int count, int clients) throws Exception {
        List<String> filings = filed(count);
        return together(filings, clients, filing -> {
            for (int i = 0; i < LEVELS.size(); i++) {
                Review seen = reviews.find(filing).orElseThrow();
                Person by = new Person("somebody", seen.deciding().orElseThrow().agency());
                if (cases.moveBySuite(seen, "pass", new Pass(null, null), by).isEmpty()) {
                    throw new IllegalStateException("it was decided by nobody else");
                }
            }
        });
    }

    private Duration overHttp(int count, int clients) throws Exception {
        List<String> filings = filed(count);
        return together(filings, clients, filing -> {
            for (int i = 0; i < LEVELS.size(); i++) {
                post(
                                LEVELS.get(i).agency() + ".reviewer",
                                "/api/reviews/" + filing + "/decisions",
                                "{'decision': 'PASS'}",
                                "If-Match",
                                "\"" + (i + 1) + "\"")
                        .is(200);
            }
        });
    }

    private interface Work {
        void on(String one);
    }

    private static Duration together(List<String> all, int clients, Work work) throws Exception {
        List<Callable<Void>> shares = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            int first = client;
            shares.add(() -> {
                for (int i = first; i < all.size(); i += clients) {
                    work.on(all.get(i));
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            long begun = System.nanoTime();
            for (Future<Void> share : threads.invokeAll(shares)) {
                share.get();
            }
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    /** An engine on a database file of its own, with its history. */
    private static final class Flowable implements AutoCloseable {
        private final ProcessEngine engine;

        Flowable(String options) throws Exception {
            String file = Files.createTempDirectory("flowable").resolve("db").toString();
            ProcessEngineConfiguration configuration =
                    ProcessEngineConfiguration.createStandaloneProcessEngineConfiguration();
            configuration.setJdbcUrl("jdbc:h2:file:" + file + options);
            configuration.setJdbcDriver("org.h2.Driver");
            configuration.setJdbcUsername("sa");
            configuration.setJdbcMaxActiveConnections(16);
            configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
            engine = configuration.buildProcessEngine();
            engine.getRepositoryService()
                    .createDeployment()
                    .addString("approval.bpmn20.xml", STEPS)
                    .deploy();
        }

        Duration approve(int count, int clients) throws Exception {
            List<String> instances = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                instances.add(engine.getRuntimeService()
                        .startProcessInstanceByKey("approval")
                        .getId());
            }
            return together(instances, clients, instance -> {
                for (int i = 0; i < LEVELS.size(); i++) {
                    String task = engine.getTaskService()
                            .createTaskQuery()
                            .processInstanceId(instance)
                            .singleResult()
                            .getId();
                    engine.getTaskService().complete(task, Map.of("decision", "PASS"));
                }
            });
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
