package huikan.gateway.limit;

import huikan.gateway.limit.ConcurrencyLimit.Admission;
import huikan.gateway.limit.ConcurrencyLimit.Refused;
import huikan.service.problem.ProblemException;
import huikan.service.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * So many requests are answered at the same time; more wait a moment, and are sent away after that. Each holds memory here
 * as long as the service behind it takes: with a slow one, all who ask would be more than the gateway can hold, and it is
 * the door of those who file. Long polls are counted by themselves: they wait on purpose, and nobody else for them. What
 * requests say is counted too, as a service reads it whole and holds many times its size; files it reads as they come.
 */
final class Crowd extends OncePerRequestFilter {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);

    /** These have a limit of their own. */
    private static final Set<String> FILING = Set.of("/api/submissions", "/api/submissions/batch");

    private static final String ATTACHMENTS = "/api/attachments/";

    /** Whoever watches the suite wants to know it just then. */
    private static final String STATUS = "/api/status";

    /** The one path that takes {@code wait}. */
    private static final Pattern SUBMISSION = Pattern.compile("/api/submissions/[^/]+");

    private final ConcurrencyLimit requests;
    private final ConcurrencyLimit waits;
    private final ConcurrencyLimit bodies;
    private final Function<HttpServletRequest, String> client;
    private final ProblemWriter problems;

    Crowd(LimitSettings settings, Function<HttpServletRequest, String> client, ProblemWriter problems) {
        this.requests = new ConcurrencyLimit(settings.atOnce(), settings.share(), PATIENCE);
        this.waits = new ConcurrencyLimit(settings.waits(), settings.share(), Duration.ZERO);
        this.bodies = new ConcurrencyLimit(Math.toIntExact(settings.bodies().toBytes()), settings.share(), PATIENCE);
        this.client = client;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return STATUS.equals(path) || ("POST".equals(request.getMethod()) && FILING.contains(path));
    }

    private static boolean isLongPoll(HttpServletRequest request) {
        return "GET".equals(request.getMethod())
                && SUBMISSION.matcher(request.getRequestURI()).matches()
                && request.getParameter("wait") != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String who = client.apply(request);
        int size = size(request);
        ConcurrencyLimit limit = isLongPoll(request) ? waits : requests;
        try (Admission place = limit.enter(who, 1)) {
            if (place instanceof Refused refused) {
                problems.write(
                        why(refused, limit, limit == waits ? "requests that wait" : "requests"), request, response);
            } else if (size == 0) {
                chain.doFilter(request, response);
            } else {
                answer(who, size, request, response, chain);
            }
        }
    }

    private void answer(
            String who, int size, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (Admission room = bodies.enter(who, size)) {
            if (room instanceof Refused refused) {
                problems.write(why(refused, bodies, "bytes of requests"), request, response);
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    /** Bytes that are read whole; of a length that is not told, as many as its client may have. */
    private static int size(HttpServletRequest request) {
        if (request.getRequestURI().startsWith(ATTACHMENTS)) {
            return 0;
        }
        long told = request.getContentLengthLong();
        boolean untold = told < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        return untold ? Integer.MAX_VALUE : Math.clamp(told, 0, Integer.MAX_VALUE);
    }

    private static ProblemException why(Refused refused, ConcurrencyLimit limit, String what) {
        ProblemException why = switch (refused) {
            case CLIENT ->
                LimitProblem.TOO_MANY_UNDER_WAY.because("This gateway answers " + limit.mostOfClient() + " " + what
                        + " of one client at once; nothing of this one was done.");
            case ALL ->
                LimitProblem.CROWDED.because("This gateway answers " + limit.most() + " " + what
                        + " at once; nothing of this one was done.");
        };
        return why.retryAfter(COME_AGAIN);
    }
}
