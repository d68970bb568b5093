package huikan.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import huikan.testing.OnInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A gateway with the demo's logins, a clock that can be moved, and a stand-in for the services behind it. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "huikan.accounts.demo=true",
            "huikan.accounts.clients=sheets=http://127.0.0.1:7777/back,other=https://other.example/back",
            "huikan.limits.tokens.per-second=0"
        })
@Import(MovableClock.class)
public abstract class OnGateway extends OnInfrastructure {

    protected static final String DEMO = "huikan-demo";

    /** The headers of the last request that came to a service. */
    protected static final AtomicReference<Map<String, List<String>>> ARRIVED = new AtomicReference<>(Map.of());

    /** What it asked for, as it was written. */
    protected static final AtomicReference<String> ASKED = new AtomicReference<>("");

    /** Answers for the keeper of drafts; none unless a test sets it. */
    protected static final AtomicReference<@Nullable HttpHandler> DRAFTS = new AtomicReference<>();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final HttpServer SERVICES = standIn();

    @LocalServerPort
    protected int port;

    @Autowired
    protected MovableClock clock;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry properties) {
        for (String service : List.of("submission-service", "analytics-service")) {
            properties.add(
                    "huikan.services." + service,
                    () -> "http://127.0.0.1:" + SERVICES.getAddress().getPort());
        }
    }

    private static HttpServer standIn() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", OnGateway::answer);
            server.start();
            return server;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        HttpHandler drafts = DRAFTS.get();
        if (drafts != null && exchange.getRequestURI().getPath().startsWith("/api/drafts/")) {
            drafts.handle(exchange);
            return;
        }
        try (exchange) {
            ARRIVED.set(Map.copyOf(exchange.getRequestHeaders()));
            ASKED.set(exchange.getRequestURI().toString());
            byte[] body = """
                    {"code": "210902-gov", "name": "海州区人民政府", "level": "COUNTY", "territory": "210900-gov",
                     "department": null, "version": 1}""".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status(exchange.getRequestURI().getPath()), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** One agency it cannot tell of, and those of another province nobody here may know. */
    private static int status(String path) {
        if (path.contains("210903")) {
            return 503;
        }
        return path.contains("/33") ? 404 : 200;
    }

    protected Browser browser() {
        return new Browser(port);
    }

    /** Somebody who is logged in. */
    protected Browser loggedIn(String login, String secret) {
        Browser browser = browser();
        HttpResponse<String> answer = browser.logIn(login, secret);
        if (answer.statusCode() != 303) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return browser;
    }

    /** An administrator at a browser. */
    protected Browser admin() {
        return loggedIn("admin", DEMO);
    }

    /** Makes a login that no other test uses. */
    protected String newLogin(Browser admin, String role) {
        String login = "person-" + NUMBER.incrementAndGet();
        String agency = role.equals("ADMIN") ? "null" : "\"210902-gov\"";
        HttpResponse<String> made =
                admin.send("POST", "/api/accounts", """
                {"login": "%s", "name": "王小明", "agency": %s, "role": "%s", "secret": "%s"}""".formatted(login, agency, role, secret(login)));
        if (made.statusCode() != 201) {
            throw new AssertionError(made.statusCode() + " " + made.body());
        }
        return login;
    }

    protected static String secret(String login) {
        return "correct horse " + login;
    }

    /** What happened to a login, newest first. */
    protected List<String> steps(Browser admin, String login) {
        List<String> steps = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = Browser.json(admin.get("/api/accounts/" + login + "/trail?limit=2" + cursor));
            page.path("items")
                    .forEach(step -> steps.add(step.path("step").asString() + " by "
                            + step.path("by").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        return steps;
    }
}
