package huikan.submission.testing;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.cycle.CyclePlan;
import huikan.testing.OnInfrastructure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service over HTTP with the demo directory, on a day that tests set. A token here is the login, the agency and the role;
 * logins are those of the demo directory, such as {@code 210900-gov.supervisor}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "huikan.demo=true")
@Import(OverHttp.Replacements.class)
public abstract class OverHttp extends OnInfrastructure {

    protected static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.EPOCH);

    @LocalServerPort
    int port;

    /** The annual form of a year, which is open in the first three months of the next and due on 1 March. */
    protected static CyclePlan yearly(String id, int year, List<String> agencies) {
        return yearly(id, "annual", year, agencies);
    }

    protected static CyclePlan yearly(String id, String form, int year, List<String> agencies) {
        return new CyclePlan(
                id,
                form,
                LocalDate.of(year, 1, 1),
                LocalDate.of(year, 12, 31),
                LocalDate.of(year + 1, 1, 1),
                LocalDate.of(year + 1, 3, 1),
                LocalDate.of(year + 1, 3, 31),
                agencies);
    }

    /** It is noon there. */
    protected static void itIs(String day) {
        NOW.set(Instant.parse(day + "T04:00:00Z"));
    }

    /** A clock that stands, and tokens that say who calls without a signature. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Replacements {
        @Bean
        Clock clock() {
            return new Clock() {
                @Override
                public Instant instant() {
                    return NOW.get();
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Bean
        JwtDecoder jwtDecoder() {
            return token -> {
                String[] words = token.split("/");
                Jwt.Builder jwt = Jwt.withTokenValue(token)
                        .header("alg", "none")
                        .subject(words[0])
                        .claim("role", words[2]);
                return words[1].isEmpty()
                        ? jwt.build()
                        : jwt.claim("agency", words[1]).build();
            };
        }
    }

    /** What came back. */
    public record Answer(int status, JsonNode json, HttpResponse<String> response) {
        public Answer is(int expected) {
            assertThat(status).as(json.toString()).isEqualTo(expected);
            return this;
        }

        /** A problem of this status and code. */
        public void problem(int expected, String code) {
            is(expected);
            assertThat(json.path("type").asString()).isEqualTo("/problems/" + code);
        }

        public List<JsonNode> items() {
            return json.path("items").valueStream().toList();
        }
    }

    private static String token(String login) {
        if (login.equals("admin")) {
            return "admin//ADMIN";
        }
        int dot = login.indexOf('.');
        return dot < 0
                ? login + "/" + login + "/REPORTER"
                : login + "/" + login.substring(0, dot) + "/"
                        + login.substring(dot + 1).toUpperCase(Locale.ROOT);
    }

    protected Answer get(String login, String path, String... headers) {
        return send(login, "GET", path, new byte[0], headers);
    }

    /** What is there, byte by byte. */
    protected byte[] file(String login, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(90))
                .header("Authorization", "Bearer " + token(login));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /**
     * @param body a text as it stands, anything else as JSON
     */
    protected Answer sendJson(String login, String method, String path, Object body, String... headers) {
        byte[] json =
                body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(body);
        String[] all = Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                .toArray(String[]::new);
        return send(login, method, path, json, all);
    }

    protected Answer send(String login, String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(90))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Authorization", "Bearer " + token(login));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    isJson(response) ? JSON.readTree(response.body()) : JSON.createObjectNode(),
                    response);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static boolean isJson(HttpResponse<String> response) {
        return !response.body().isEmpty()
                && response.headers().firstValue("Content-Type").orElse("").contains("json");
    }

    /** Begins a request and breaks the connection in the middle of its body. */
    protected void cutShort(String login, String method, String path, byte[] some, String... headers)
            throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n")
                .append("Authorization: Bearer " + token(login) + "\r\n")
                .append("Content-Length: " + 2 * some.length + "\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i] + ": " + headers[i + 1] + "\r\n");
        }
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), port)) {
            line.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
            line.getOutputStream().write(some);
            line.getOutputStream().flush();
        }
    }
}
