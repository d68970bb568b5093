package huikan.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A run of the whole suite on a folder that is thrown away, from which the services keep which classes they load and how
 * these are linked: later starts take them from there.
 */
final class Training {

    static final String CYCLE = "annual-ndmo-2020";
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    /** One read from every service, through the gateway. */
    static final List<String> READS = List.of(
            "/api/agencies?under=210000-gov&limit=1",
            "/api/reviews?limit=1",
            "/api/metrics/completeness?under=210000-gov&cycle=" + CYCLE);

    /** Agencies of the demo directory that owe a filing in its cycle. */
    private static final List<String> FILING = List.of("210902-ndmo", "210903-ndmo", "210904-ndmo", "210905-ndmo");

    /** Reads of each kind. Tests train with fewer: what they start does not live so long that its compilers matter. */
    private static final int ROUNDS = Integer.getInteger("huikan.training.rounds", 25);

    /** Of each agency in a round: what is kept tells the compilers of later starts what is worth their time. */
    private static final int FILINGS = 40;

    private static final int HTTP_ERROR = 400;

    private final Options options;

    /** @param home the checkout */
    Training(Path home) {
        this.options = new Options(
                home,
                home.resolve("standalone/target/training"),
                Ports.free(),
                true,
                0,
                null,
                StoreChoice.EMBEDDED,
                0,
                0);
    }

    /** @throws Trouble when the suite does not come up */
    void run() throws InterruptedException {
        clear(options.data());
        DataFolder data = DataFolder.take(options.data());
        try (Suite suite = Suite.inTraining(options, data)) {
            suite.start();
            Launcher.awaitReady(suite, data);
            use(suite.address());
        }
        clear(options.data());
    }

    /** What a suite does all day, so often that the compilers know it. */
    private static void use(String address) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String admin = login(client, address, "admin");
            Map<String, String> tokens = new HashMap<>();
            for (String agency : FILING) {
                tokens.put(agency, login(client, address, agency));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, String> reporter : tokens.entrySet()) {
                    for (int i = 0; i < FILINGS; i++) {
                        send(
                                client,
                                request(address, "/api/submissions", reporter.getValue())
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(filing(reporter.getKey(), i))));
                    }
                    login(client, address, reporter.getKey());
                }
                for (String read : READS) {
                    send(client, request(address, read, admin));
                }
            }
        } catch (IOException unanswered) {
            throw new Trouble("the suite in training does not answer: " + unanswered.getMessage());
        }
    }

    private static String filing(String agency, int number) {
        return """
                {"cycle": "%s", "agency": "%s", "title": "%s", "sections": [{"kind": "MEASURES_RESULTS", "heading": "一", "text": "%s"},
                 {"kind": "SHORTCOMINGS", "text": "略"}, {"kind": "LEADERSHIP_DUTY", "text": "略"}, {"kind": "NEXT_YEAR", "text": "略"}],
                 "indicators": {"own": {"INS001": %d, "LIT003": "N/A"}}}""".formatted(CYCLE, agency, "年度报告".repeat(5), "坚持依法行政。".repeat(60), number);
    }

    private static String login(HttpClient client, String address, String login)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((login + ":huikan-demo").getBytes(StandardCharsets.UTF_8));
        Matcher token = TOKEN.matcher(send(
                client,
                HttpRequest.newBuilder(URI.create(address + "/oauth2/token"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))));
        if (!token.find()) {
            throw new Trouble("the suite in training gives no token");
        }
        return token.group(1);
    }

    private static HttpRequest.Builder request(String address, String path, String token) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token);
    }

    private static String send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= HTTP_ERROR) {
            throw new Trouble("the suite in training refuses " + response.uri() + ": " + response.body());
        }
        return response.body();
    }

    private static void clear(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException unusable) {
            throw new Trouble(folder + " cannot be cleared: " + unusable.getMessage());
        }
    }
}
