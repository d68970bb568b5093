package huikan.analytics.odata;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import huikan.analytics.directory.Directory;
import huikan.testing.OnInfrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
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

/** The feed over HTTP, of {@link FiledProvinces}. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // no event of another test comes here, and none is kept from one
        properties = {"huikan.store.database=odata_it", "spring.kafka.listener.auto-startup=false"})
@Import(OnFeed.Tokens.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnFeed extends OnInfrastructure {

    static final JsonMapper JSON = JsonMapper.shared();
    static final String PATH = "/api/metrics/odata/";
    static final String PROVINCE = "210000-gov";
    static final String CITY = "210900-gov";
    static final String COUNTY = "210902-gov";
    static final String OTHER = "330000-gov";
    static final String WIDE = FiledProvinces.WIDE;
    static final List<String> SETS = List.of("Cycles", "Indicators", "Figures", "Completeness");

    static final List<String> CYCLES = FiledProvinces.CYCLES;

    @LocalServerPort
    int port;

    @Autowired
    Directory directory;

    @Autowired
    MongoDatabase database;

    final HttpClient http = HttpClient.newHttpClient();

    /** A token here is the agency, or empty for the administrator's. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Tokens {
        @Bean
        JwtDecoder jwtDecoder() {
            return token -> {
                Jwt.Builder jwt =
                        Jwt.withTokenValue(token).header("alg", "none").subject(token);
                return token.equals("admin")
                        ? jwt.claim("role", "ADMIN").build()
                        : jwt.claim("role", "VIEWER").claim("agency", token).build();
            };
        }
    }

    @BeforeAll
    void filed() {
        FiledProvinces.write(directory, database);
    }

    HttpResponse<String> send(String as, String method, String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + as)
                .method(method, method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    String address(String resource) {
        return "http://127.0.0.1:" + port + PATH + resource;
    }

    HttpResponse<String> ask(String as, String resource, String... headers) {
        return send(as, "GET", address(resource), headers);
    }

    JsonNode get(String as, String resource, String... headers) {
        HttpResponse<String> answer = ask(as, resource, headers);
        assertThat(answer.statusCode()).as(resource + " " + answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("OData-Version")).hasValue("4.0");
        return JSON.readTree(answer.body());
    }

    JsonNode refused(int status, String code, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("OData-Version")).hasValue("4.0");
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json;odata.metadata=minimal");
        JsonNode error = JSON.readTree(answer.body()).path("error");
        assertThat(error.path("code").asString()).as(answer.body()).isEqualTo(code);
        assertThat(error.path("message").asString()).hasSizeGreaterThan(10);
        return error;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String with(String... options) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < options.length; i += 2) {
            query.append(i == 0 ? "?" : "&").append(options[i]).append("=").append(encoded(options[i + 1]));
        }
        return query.toString();
    }

    /** All pages, as a client follows them. */
    List<JsonNode> all(String as, String resource, String... headers) {
        List<JsonNode> rows = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        String next = address(resource);
        while (next != null) {
            assertThat(asked.add(next)).as("asked for the first time: " + next).isTrue();
            HttpResponse<String> answer = send(as, "GET", next, headers);
            assertThat(answer.statusCode()).as(next + " " + answer.body()).isEqualTo(200);
            JsonNode page = JSON.readTree(answer.body());
            page.path("value").forEach(rows::add);
            next = page.path("@odata.nextLink").asString(null);
        }
        return rows;
    }

    static List<String> texts(List<JsonNode> rows, String property) {
        return rows.stream().map(row -> row.path(property).asString()).toList();
    }
}
