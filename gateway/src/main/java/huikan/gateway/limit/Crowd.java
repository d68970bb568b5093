package huikan.gateway.limit;

import huikan.service.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * So many requests are answered at the same time; more wait a moment, and are sent away after that. Each holds memory here
 * as long as the service behind it takes: with a slow one, all who ask would be more than the gateway can hold, and it is
 * the door of those who file.
 */
final class Crowd extends OncePerRequestFilter {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);

    /** These have a limit of their own. */
    private static final Set<String> FILING = Set.of("/api/submissions", "/api/submissions/batch");

    /** Whoever watches the suite wants to know it just then. */
    private static final String STATUS = "/api/status";

    private final int most;
    private final Semaphore places;
    private final ProblemWriter problems;

    Crowd(int most, ProblemWriter problems) {
        this.most = most;
        this.places = new Semaphore(most, true);
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return STATUS.equals(path) || ("POST".equals(request.getMethod()) && FILING.contains(path));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!mayEnter()) {
            problems.write(
                    LimitProblem.CROWDED
                            .because(
                                    "This gateway answers " + most + " requests at once; nothing of this one was done.")
                            .retryAfter(COME_AGAIN),
                    request,
                    response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }

    private boolean mayEnter() {
        try {
            return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
