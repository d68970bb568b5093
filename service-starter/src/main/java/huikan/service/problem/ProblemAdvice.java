package huikan.service.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Every exception out of a controller becomes a problem. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {

    @ExceptionHandler
    ResponseEntity<ProblemBody> any(Exception thrown, HttpServletRequest request) throws Exception {
        if (thrown instanceof AccessDeniedException || thrown instanceof AuthenticationException) {
            // the security filters answer these
            throw thrown;
        }
        ResponseEntity<ProblemBody> answer = ProblemWriter.entity(Problems.of(thrown), request.getRequestURI());
        // what would be allowed: methods, media types
        return thrown instanceof ErrorResponse refused
                ? ResponseEntity.status(answer.getStatusCode())
                        .headers(refused.getHeaders())
                        .headers(answer.getHeaders())
                        .body(answer.getBody())
                : answer;
    }
}
