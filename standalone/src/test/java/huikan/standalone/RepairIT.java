package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What docs/operations.md tells an operator to do to keys and backups. A rotation waits for a minute, beside which the rest is done. */
class RepairIT {

    private static final String CYCLE = Training.CYCLE;
    private static final String ONE = "210902-ndmo";
    private static final String OTHER = "210903-ndmo";

    @TempDir
    Path folder;

    private RunningSuite suite;

    private void start() throws Exception {
        suite = new RunningSuite(folder.resolve("data"), Ports.free());
        suite.start("--demo");
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void keys_are_rotated_under_way_and_what_a_revoked_one_signed_is_believed_no_more() throws Exception {
        start();
        Api before = suite.api();
        String oldToken = before.token("admin");
        String oldReceipt = file(before, ONE).path("receipt").asString();

        Process rotation = keys("rotate");
        int rounds = 0;
        while (rotation.isAlive()) {
            // a client that asks for a new token each time sees nothing of it
            Api fresh = suite.api();
            Training.READS.forEach(path -> fresh.get("admin", path).is(200));
            rounds++;
        }
        assertThat(rotation.exitValue()).isZero();
        assertThat(rounds).isGreaterThan(10);

        Api after = suite.api();
        eventually(() -> assertThat(keyId(suite.api().token("admin"))).isNotEqualTo(keyId(oldToken)));
        String newReceipt = file(after, OTHER).path("receipt").asString();
        assertThat(keyId(newReceipt)).isNotEqualTo(keyId(oldReceipt));
        assertThat(isGenuine(after, oldReceipt)).isTrue();
        assertThat(isGenuine(after, newReceipt)).isTrue();
        Training.READS.forEach(path -> before.get("admin", path).is(200));

        assertThat(done(keys("revoke", keyId(newReceipt))))
                .as("the one that signs")
                .isEqualTo(1);
        assertThat(done(keys("revoke", keyId(oldReceipt)))).isZero();
        assertThat(done(keys("revoke", keyId(oldToken)))).isZero();
        eventually(() -> assertThat(isGenuine(after, oldReceipt)).isFalse());
        assertThat(isGenuine(after, newReceipt)).isTrue();
        eventually(() ->
                before.get("admin", "/api/agencies?under=210000-gov&limit=1").problem(401, "unauthenticated"));
        // a service that is asked behind the gateway's back
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> behind(oldToken) == 401);
        Training.READS.forEach(path -> after.get("admin", path).is(200));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_backup_brings_back_what_it_holds_and_receipts_tell_what_it_does_not() throws Exception {
        start();
        JsonNode kept = file(suite.api(), ONE);
        awaitCounted(1);
        suite.close();
        shell("tar -C " + folder + " -czf " + folder + "/backup.tgz data");

        start();
        JsonNode lost = file(suite.api(), OTHER);
        awaitCounted(2);
        suite.close();
        shell("mv " + folder + "/data " + folder + "/broken && tar -C " + folder + " -xzf " + folder + "/backup.tgz");

        start();
        Api api = suite.api();
        assertThat(state(api, kept)).isEqualTo("ACCEPTED");
        awaitCounted(1);
        assertThat(isGenuine(api, lost.path("receipt").asString())).isTrue();
        assertThat(state(api, lost)).isNull();
        // who kept a receipt files again with the same key, and has the same submission as before
        assertThat(file(api, OTHER).path("id")).isEqualTo(lost.path("id"));
        awaitCounted(2);
    }

    private static JsonNode file(Api api, String agency) {
        ObjectNode filing = Api.filing(CYCLE, agency);
        filing.withObject("/indicators/own").put("INS001", 7);
        JsonNode receipt = api.post(agency, "/api/submissions", filing, "Idempotency-Key", "repair-" + agency)
                .is(202)
                .json();
        api.awaitState(agency, receipt.path("id").asString(), "ACCEPTED");
        return receipt;
    }

    private void awaitCounted(int filings) {
        eventually(() -> {
            JsonNode rollup = suite.api().rollup("210000-ndmo", CYCLE, "210000-ndmo", "REPORTED");
            assertThat(rollup.at("/filings/counted").asInt()).isEqualTo(filings);
            assertThat(rollup.at("/indicators/INS001/total").asInt()).isEqualTo(7 * filings);
            return rollup;
        });
    }

    private static JsonNode verified(Api api, String receipt) {
        return api.post(
                        "admin",
                        "/api/receipts/verify",
                        Api.JSON.createObjectNode().put("receipt", receipt))
                .is(200)
                .json();
    }

    private static boolean isGenuine(Api api, String receipt) {
        return verified(api, receipt).path("genuine").asBoolean();
    }

    private static String state(Api api, JsonNode receipt) {
        return verified(api, receipt.path("receipt").asString()).path("state").asString(null);
    }

    private static String keyId(String compact) {
        return Api.JSON
                .readTree(Base64.getUrlDecoder().decode(compact.split("\\.", -1)[0]))
                .path("kid")
                .asString();
    }

    private int behind(String token) {
        int port = suite.part("review-service").port();
        return suite.api()
                .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/reviews?limit=1"))
                        .header("Authorization", "Bearer " + token))
                .status();
    }

    /** What {@code ./huikan keys} runs. */
    private Process keys(String... words) throws Exception {
        Path gateway = RunningSuite.HOME.resolve("gateway/target/app");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                gateway + "/*:" + gateway + "/lib/*",
                "huikan.gateway.key.Keys",
                suite.data.resolve("keys.json").toString()));
        command.addAll(Arrays.asList(words));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static int done(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static void shell(String line) throws Exception {
        assertThat(done(new ProcessBuilder("sh", "-c", line).inheritIO().start()))
                .as(line)
                .isZero();
    }
}
