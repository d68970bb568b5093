package huikan.service.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the container itself refuses (a broken path, a filter's error) is a problem like any other. */
@RestController
final class ProblemErrorController implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<ProblemBody> error(HttpServletRequest request) {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        HttpProblem problem = HttpProblem.ofStatus(status instanceof Integer code ? code : 404);
        ProblemException occurred = thrown instanceof Exception known
                ? Problems.of(known)
                : problem.because(problem.kind().title() + ".");
        return ProblemWriter.entity(occurred, path instanceof String uri ? uri : request.getRequestURI());
    }
}
