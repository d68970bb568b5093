package huikan.gateway.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huikan.gateway.oidc.OutsideTokens;
import huikan.gateway.people.People;
import huikan.gateway.people.Person;
import huikan.service.problem.ProblemException;
import huikan.service.problem.ProblemWriter;
import huikan.service.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts a token of our own in the place of one of the outside issuer, with the role of the login that has its subject: the
 * services know no other issuer. Any other token goes on as it came, also one that the outside issuer is said to have signed
 * and that does not hold.
 */
final class OutsideTokenFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";
    /** For so long a lock or another role may go unnoticed, as with a session. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final int MOST = 10_000;

    private final OutsideTokens outside;
    private final People people;
    private final SessionTokens tokens;
    private final ProblemWriter problems;
    private final Cache<String, Person> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    OutsideTokenFilter(OutsideTokens outside, People people, SessionTokens tokens, ProblemWriter problems) {
        this.outside = outside;
        this.people = people;
        this.tokens = tokens;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable String token;
        try {
            token = ours(request.getHeader(HttpHeaders.AUTHORIZATION)
                    .substring(BEARER.length())
                    .strip());
        } catch (RuntimeException failed) {
            problems.write(Problems.of(failed), request, response);
            return;
        }
        chain.doFilter(token == null ? request : WithHeaders.authorization(request, "Bearer " + token), response);
    }

    /** @throws ProblemException NO_ACCOUNT, LOCKED, or the issuer is away */
    private @Nullable String ours(String token) {
        Optional<String> subject = outside.subject(token);
        if (subject.isEmpty()) {
            return null;
        }
        Person person = known.get(subject.get(), one -> people.withSubject(one).orElse(null));
        if (person == null) {
            throw LoginProblem.NO_ACCOUNT.because(
                    "An administrator has to set the subject " + subject.get() + " at a login.");
        }
        if (person.locked()) {
            throw LoginProblem.LOCKED.because("An administrator has locked the login " + person.login() + ".");
        }
        return tokens.token(person);
    }
}
