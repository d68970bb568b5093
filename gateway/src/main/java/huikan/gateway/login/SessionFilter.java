package huikan.gateway.login;

import com.mongodb.MongoException;
import huikan.gateway.people.Person;
import huikan.gateway.session.Session;
import huikan.gateway.session.Sessions;
import huikan.service.problem.ProblemWriter;
import huikan.service.problem.Problems;
import huikan.service.security.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts a token in the place of a session's cookie, so that everything after it sees a client with a token, and no token
 * ever reaches a browser. A request with a token of its own goes on as it came.
 */
final class SessionFilter extends OncePerRequestFilter {

    static final String CSRF_HEADER = "X-CSRF-Token";
    static final String CSRF_FIELD = "_csrf";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");
    private static final String LOGOUT = "/logout";

    private final LoggedIn loggedIn;
    private final SessionTokens tokens;
    private final ProblemWriter problems;
    private final RequestMatcher open;

    /** @param open paths that need no token */
    SessionFilter(LoggedIn loggedIn, SessionTokens tokens, ProblemWriter problems, RequestMatcher open) {
        this.loggedIn = loggedIn;
        this.tokens = tokens;
        this.problems = problems;
        this.open = open;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || SessionCookies.session(request) == null
                || open.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<LoggedIn.Known> known;
        try {
            known = loggedIn.find(Sessions.key(String.valueOf(SessionCookies.session(request))));
        } catch (MongoException away) {
            problems.write(Problems.of(away), request, response);
            return;
        }
        if (known.isEmpty()) {
            SessionCookies.clear(request, response);
            chain.doFilter(WithHeaders.authorization(request, null), response);
        } else if (!READING.contains(request.getMethod())
                && !isOwnPage(request, known.get().session())) {
            problems.write(
                    LoginProblem.CSRF.because("Repeat the cookie " + SessionCookies.CSRF + " in the header "
                            + CSRF_HEADER + ", from a page of this very origin."),
                    request,
                    response);
        } else {
            Person person = known.get().person();
            request.setAttribute(Session.ATTRIBUTE, known.get().session());
            request.setAttribute(Caller.class.getName(), new Caller(person.login(), person.agency(), person.role()));
            chain.doFilter(WithHeaders.authorization(request, "Bearer " + tokens.token(known.get())), response);
        }
    }

    private static boolean isOwnPage(HttpServletRequest request, Session session) {
        String site = request.getHeader("Sec-Fetch-Site");
        String told = request.getHeader(CSRF_HEADER);
        if (told == null && request.getRequestURI().equals(LOGOUT)) {
            // a form without a script
            told = request.getParameter(CSRF_FIELD);
        }
        return (site == null || !FOREIGN.contains(site))
                && told != null
                && MessageDigest.isEqual(
                        told.getBytes(StandardCharsets.UTF_8), session.csrf().getBytes(StandardCharsets.UTF_8));
    }
}
