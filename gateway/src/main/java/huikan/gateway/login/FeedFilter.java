package huikan.gateway.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huikan.gateway.oidc.OidcSettings;
import huikan.gateway.people.Logins;
import huikan.gateway.people.People;
import huikan.gateway.people.Person;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.ProblemWriter;
import huikan.service.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The OData feed for programs that know HTTP Basic and no tokens, as Excel and Power BI do. Puts a token of the login in the place of its
 * secret, for reading only, under the rules of the login page: what was tried is counted, and none is taken where people log in by the
 * outside issuer alone. Also says by which address the feed was asked, so that the links in its answers lead back here.
 */
final class FeedFilter extends OncePerRequestFilter {

    static final String PATH = "/api/metrics/odata";
    static final String ORIGIN = "Huikan-Origin";

    private static final String BASIC = "Basic ";
    private static final String CHALLENGE = "Basic realm=\"Huikan\", charset=\"UTF-8\"";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** A look at a secret takes long, and a workbook asks for hundreds of pages. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** For so long a lock, another secret or another role may go unnoticed, as with a session. */
    private static final Duration PERSON_REMEMBERED = Duration.ofSeconds(5);

    private static final int MOST = 10_000;
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Logins logins;
    private final People people;
    private final SessionTokens tokens;
    private final OidcSettings oidc;
    private final ProblemWriter problems;
    private final Cache<String, Proven> proven;
    private final Cache<String, Person> known;
    private final SecretKeySpec key;

    FeedFilter(
            Logins logins,
            People people,
            SessionTokens tokens,
            OidcSettings oidc,
            ProblemWriter problems,
            Clock clock) {
        this.logins = logins;
        this.people = people;
        this.tokens = tokens;
        this.oidc = oidc;
        this.problems = problems;
        this.proven = remembering(REMEMBERED, clock);
        this.known = remembering(PERSON_REMEMBERED, clock);
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, HMAC);
    }

    private static <V> Cache<String, V> remembering(Duration life, Clock clock) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(life)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * Whose secret it was.
     *
     * @param secret as it was stored then
     */
    private record Proven(String login, String secret) {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRequestURL().toString();
        String origin =
                address.substring(0, address.length() - request.getRequestURI().length());
        WithHeaders asked = new WithHeaders(request).with(ORIGIN, origin);
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean isBasic = header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length());
        boolean isAnonymous = header == null && SessionCookies.session(request) == null;
        if (oidc.only() || !READING.contains(request.getMethod()) || !(isBasic || isAnonymous)) {
            chain.doFilter(asked, response);
            return;
        }
        String token;
        try {
            Person person = header == null ? null : person(header, request.getRemoteAddr() + ", OData");
            token = person == null ? null : tokens.token(person);
        } catch (RuntimeException failed) {
            problems.write(Problems.of(failed), request, response);
            return;
        }
        if (token == null) {
            refuse(request, response);
        } else {
            chain.doFilter(
                    asked.with(HttpHeaders.COOKIE, null).with(HttpHeaders.AUTHORIZATION, "Bearer " + token), response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        problems.write(
                HttpProblem.UNAUTHENTICATED.because(
                        "A login with its secret, or a token, is needed here; five wrong secrets lock a login for 15 minutes."),
                request,
                response);
    }

    /** Null for whoever did not prove it, for whatever reason. */
    private @Nullable Person person(String header, String from) {
        String digest = digest(header);
        Proven before = proven.getIfPresent(digest);
        if (before != null) {
            Person now = known.get(before.login(), this::admissible);
            if (now != null && now.secret().equals(before.secret()) && !now.locked()) {
                return now;
            }
            proven.invalidate(digest);
        }
        Person person = prove(header, from).orElse(null);
        if (person != null) {
            proven.put(digest, new Proven(person.login(), person.secret()));
            known.put(person.login(), person);
        }
        return person;
    }

    /** Null while too many wrong secrets were tried: what was right before is no way around that. */
    private @Nullable Person admissible(String login) {
        return logins.lockedOut(List.of(login)).isEmpty() ? people.find(login).orElse(null) : null;
    }

    /** @throws huikan.service.problem.ProblemException LOCKED, told only to who has the secret */
    private Optional<Person> prove(String header, String from) {
        String[] told = told(header).split(":", 2);
        if (told.length < 2) {
            return Optional.empty();
        }
        Optional<Person> person = logins.proven(told[0], told[1], from);
        if (person.isPresent() && !logins.admit(person.get(), from)) {
            throw LoginProblem.LOCKED.because("An administrator has locked the login " + told[0] + ".");
        }
        return person;
    }

    private static String told(String header) {
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException garbled) {
            return "";
        }
    }

    /** With a key of this process, so that no secret is kept and none can be guessed from what is. */
    private String digest(String header) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(header.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
