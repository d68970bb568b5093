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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A run of the whole suite on a folder that is thrown away, from which the services keep which classes they load and how
 * these are linked: later starts take them from there.
 */
final class Training {

    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    /** One read from every service, through the gateway. */
    private static final List<String> READS = List.of(
            "/api/agencies?under=210000-gov&limit=1",
            "/api/reviews?limit=1",
            "/api/metrics/completeness?cycle=none&under=210000-gov");

    private final Options options;

    /** @param home the checkout */
    Training(Path home) {
        this.options =
                new Options(home, home.resolve("standalone/target/training"), Ports.free(), true, null, null, 0, 0);
    }

    /** @throws Trouble when the suite does not come up */
    void run() throws InterruptedException {
        clear(options.data());
        DataFolder data = DataFolder.take(options.data());
        try (Suite suite = Suite.inTraining(options, data)) {
            Launcher.logBrokerAndStore(data);
            suite.start();
            Launcher.awaitReady(suite, data);
            use(suite.address());
        }
        clear(options.data());
    }

    private static void use(String address) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest login = HttpRequest.newBuilder(URI.create(address + "/oauth2/token"))
                    .header(
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString("admin:huikan-demo".getBytes(StandardCharsets.UTF_8)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                    .build();
            Matcher token = TOKEN.matcher(
                    client.send(login, HttpResponse.BodyHandlers.ofString()).body());
            if (!token.find()) {
                throw new Trouble("the suite in training gives no token");
            }
            for (String read : READS) {
                client.send(
                        HttpRequest.newBuilder(URI.create(address + read))
                                .header("Authorization", "Bearer " + token.group(1))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
            }
        } catch (IOException unanswered) {
            throw new Trouble("the suite in training does not answer: " + unanswered.getMessage());
        }
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
