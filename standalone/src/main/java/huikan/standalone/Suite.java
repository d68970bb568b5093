package huikan.standalone;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** All parts of a running suite: started in the order of their needs, stopped the other way round. */
final class Suite implements AutoCloseable {

    /** The process of the broker, and of the store where it is the embedded one. */
    static final String BROKER_AND_STORE = "broker-and-store";

    static final String ANALYTICS = "analytics-service";

    private static final int BROKER_AND_STORE_MEGABYTES = 192;

    /** Writing down which classes a service has loaded takes some seconds of both processors. */
    private static final Duration TRAINING_FAREWELL = Duration.ofMinutes(3);

    private final Options options;
    private final DataFolder data;
    private final boolean training;
    /** Read by the thread that stops the suite, maybe while it is still being started. */
    private final List<Service> services = new CopyOnWriteArrayList<>();

    /** Broker and store, as far as they are not from outside. */
    private final List<Service> backing = new CopyOnWriteArrayList<>();

    private final RestartLimit restarts = new RestartLimit();
    private final StoreChoice store;

    private volatile boolean closing;

    private Suite(Options options, DataFolder data, boolean training) {
        this.options = options;
        this.data = data;
        this.training = training;
        this.store =
                StoreChoice.of(options.store(), options.data(), System.getenv().getOrDefault("PATH", ""));
    }

    static Suite of(Options options, DataFolder data) {
        return new Suite(options, data, false);
    }

    /** One whose services keep what a later start needs, see {@link Program#inTraining()}. */
    static Suite inTraining(Options options, DataFolder data) {
        return new Suite(options, data, true);
    }

    void start() throws InterruptedException {
        tell();
        Console.step("store: " + store.reason());
        int storePort = store.uri() == null ? Ports.orFree(options.storePort()) : 0;
        int kafkaPort = options.kafka() == null ? Ports.orFree(options.kafkaPort()) : 0;
        boolean embedded = store.mongod() == null;
        if (!embedded) {
            beginMongod(storePort);
        }
        beginBrokerAndStore(new BrokerAndStore.Endpoints(embedded ? storePort : 0, kafkaPort, Ports.free()));
        String storeUri = store.uri() == null ? "mongodb://127.0.0.1:" + storePort : store.uri();
        String kafka = options.kafka() == null ? "127.0.0.1:" + kafkaPort : options.kafka();
        Console.step("services");
        int submission = Ports.free();
        int review = Ports.free();
        int analytics = Ports.free();
        // metrics and health are for this machine; the port of the API may be open to the world
        int gatewayManagement = Ports.free();
        Map<String, String> shared = shared(kafka, storeUri);
        begin("submission-service", 96, submission, shared, Map.of("HUIKAN_SUBMISSION_PORT", text(submission)));
        begin(
                "gateway",
                144,
                gatewayManagement,
                shared,
                Map.of(
                        "HUIKAN_PORT", text(options.port()),
                        "MANAGEMENT_SERVER_PORT", text(gatewayManagement),
                        "MANAGEMENT_SERVER_ADDRESS", "127.0.0.1",
                        "HUIKAN_KEYS", data.resolve("keys.json").toString(),
                        "HUIKAN_CONSOLE", options.console().toString(),
                        "HUIKAN_ADMIN_SECRET", options.demo() ? "" : data.adminSecret(),
                        "HUIKAN_SUBMISSION_URL", url(submission),
                        "HUIKAN_REVIEW_URL", url(review),
                        "HUIKAN_ANALYTICS_URL", url(analytics)));
        begin("review-service", 80, review, shared, Map.of("HUIKAN_REVIEW_PORT", text(review)));
        begin(ANALYTICS, 96, analytics, shared, Map.of("HUIKAN_ANALYTICS_PORT", text(analytics)));
    }

    /** What a service finds changed when it is started again. */
    private Map<String, String> changing(String name) {
        return name.equals(ANALYTICS)
                ? Map.of("HUIKAN_ROLLUP_GENERATION", text(DataFolder.rollupGeneration(options.data())))
                : Map.of();
    }

    /** Leaves word for {@code stop} and {@code status}. */
    private void tell() {
        data.tell(new DataFolder.Suite(
                ProcessHandle.current().pid(),
                options.port(),
                processes()
                        .map(service -> new DataFolder.Part(service.name(), service.pid(), service.port()))
                        .toList()));
    }

    /** Each with what it needs before it. */
    private Stream<Service> processes() {
        return Stream.concat(backing.stream(), services.stream());
    }

    /** Before the services, and only where at least one of them is our own. */
    private void beginBrokerAndStore(BrokerAndStore.Endpoints ports) {
        if (closing || ports.isNothing()) {
            return;
        }
        Console.step("broker and store");
        data.makeFolder("store");
        data.makeFolder("kafka");
        Program program = Program.brokerAndStore(options.home(), BrokerAndStore.words(data.resolve(""), ports));
        begin(backing, BROKER_AND_STORE, command(program, BROKER_AND_STORE_MEGABYTES), 0, Map.of(), "broker.log")
                .awaitUp();
    }

    private void beginMongod(int port) throws InterruptedException {
        if (closing) {
            return;
        }
        Console.step(StoreChoice.MONGOD);
        data.makeFolder("store/" + StoreChoice.MONGOD);
        begin(backing, StoreChoice.MONGOD, store.command(options.data(), port), 0, Map.of(), "mongod.log")
                .awaitListening(port);
    }

    private List<String> command(Program program, int heapMegabytes) {
        return (training ? program.inTraining() : program).command(heapMegabytes);
    }

    private Service begin(
            List<Service> among,
            String name,
            List<String> command,
            int port,
            Map<String, String> environment,
            String log) {
        Service started = new Service(
                name, command, port, environment, data.makeFolder("logs").resolve(log));
        among.add(started);
        tell();
        return started;
    }

    private void begin(String name, int heapMegabytes, int port, Map<String, String> shared, Map<String, String> own) {
        if (closing) {
            return;
        }
        Map<String, String> environment = new HashMap<>(shared);
        environment.putAll(own);
        environment.putAll(changing(name));
        environment.put("HUIKAN_INSTANCE", name);
        List<String> command = command(Program.of(options.home(), name), heapMegabytes);
        begin(services, name, command, port, environment, name + ".log");
    }

    private Map<String, String> shared(String kafka, String storeUri) {
        Map<String, String> shared = new HashMap<>();
        shared.put("HUIKAN_KAFKA", kafka);
        shared.put("HUIKAN_STORE", storeUri);
        shared.put("HUIKAN_DEMO", Boolean.toString(options.demo()));
        shared.put("HUIKAN_CLOCK_AHEAD", options.daysAhead() + "d");
        shared.put("HUIKAN_ISSUER", address());
        shared.put("HUIKAN_JWKS", address() + "/oauth2/jwks");
        shared.put("HUIKAN_PARTITIONS", "3");
        shared.put("HUIKAN_STOP_WITH_PARENT", "true");
        // all parts share the processors, and fewer, larger batches leave more of them
        shared.put("HUIKAN_GATHER", System.getenv().getOrDefault("HUIKAN_GATHER", "50ms"));
        return shared;
    }

    String address() {
        return url(options.port());
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static String text(int number) {
        return Integer.toString(number);
    }

    /**
     * Starts processes again that ended by themselves.
     *
     * @throws Trouble when that happens too often
     */
    void mend() {
        for (Service service : processes().toList()) {
            if (closing) {
                return;
            }
            if (service.isAlive()) {
                continue;
            }
            if (!restarts.allows(Duration.ofNanos(System.nanoTime()))) {
                throw new Trouble(service.name() + " ended (exit " + service.exitCode() + "), and " + RestartLimit.MOST
                        + " parts did within " + RestartLimit.WITHIN.toMinutes()
                        + " minutes before; the end of its log:\n"
                        + service.lastWords(15));
            }
            Console.line(service.name() + " ended (exit " + service.exitCode() + "); it is started again");
            service.startAgain(changing(service.name()));
            tell();
        }
    }

    /** The door first, so that nothing new comes in; then the services; what they stand on last. */
    @Override
    public void close() {
        closing = true;
        // in training nobody is at it
        services.stream()
                .filter(service -> !training && service.name().equals("gateway"))
                .forEach(this::stop);
        // a thread for each: the common pool has one for two processors, and waits for the slowest in a busy loop
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            services.forEach(service -> threads.execute(() -> stop(service)));
        }
        backing.forEach(this::stop);
        data.close();
    }

    private void stop(Service service) {
        if (training) {
            service.stop(TRAINING_FAREWELL);
        } else {
            service.stop();
        }
    }
}
