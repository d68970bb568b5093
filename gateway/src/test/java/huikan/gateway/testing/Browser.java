package huikan.gateway.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at a browser: keeps cookies, sends forms, and repeats the CSRF token as a page's script does. */
public final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

    private final int port;
    private final CookieManager cookies;
    private final HttpClient client;

    public Browser(int port) {
        this(port, new CookieManager());
    }

    private Browser(int port, CookieManager cookies) {
        this.port = port;
        this.cookies = cookies;
        this.client = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    /** The same one, as a balancer sends it to another gateway. */
    public Browser at(int otherPort) {
        return new Browser(otherPort, cookies);
    }

    /** A request that is not sent yet. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /** With the session's CSRF token, if there is one. */
    public HttpResponse<String> send(String method, String path, @Nullable String json, String... headers) {
        BodyPublisher body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        HttpRequest.Builder request = request(path).method(method, body).header("Content-Type", "application/json");
        cookie("huikan-csrf").ifPresent(token -> request.header("X-CSRF-Token", token));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** The token of the login form. */
    public String formToken() {
        Matcher found = CSRF.matcher(get("/login").body());
        if (!found.find()) {
            throw new AssertionError("no token in the form");
        }
        return found.group(1);
    }

    public HttpResponse<String> logIn(String login, String secret) {
        return postForm("/login", "_csrf", formToken(), "login", login, "secret", secret);
    }

    /** @param fields names and values in turn */
    public HttpResponse<String> postForm(String path, String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&").append(fields[i]).append('=');
            form.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString())));
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(one -> one.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Those whose names begin so, as it would send them. */
    public String cookies(String begin) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(one -> one.getName().startsWith(begin))
                .map(one -> one.getName() + "=" + one.getValue())
                .collect(Collectors.joining("; "));
    }

    /** The value of {@code Authorization} for a client. */
    public String bearer(String login, String secret) {
        String basic = Base64.getEncoder().encodeToString((login + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(request("/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        return "Bearer " + json(answer).path("access_token").asString();
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
