package huikan.service.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Puts a problem into a response, with or without Spring MVC in between. */
public final class ProblemWriter {

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** For controllers. */
    public static ResponseEntity<ProblemBody> entity(ProblemException occurred, String instance) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        occurred.problem().kind().status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (occurred.retryAfter() != null) {
            answer.header(
                    HttpHeaders.RETRY_AFTER, Long.toString(occurred.retryAfter().toSeconds()));
        }
        return answer.body(ProblemBody.of(occurred, instance));
    }

    /** For filters. */
    public void write(ProblemException occurred, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(occurred.problem().kind().status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (occurred.retryAfter() != null) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(occurred.retryAfter().toSeconds()));
        }
        response.getOutputStream().write(json.writeValueAsBytes(ProblemBody.of(occurred, request.getRequestURI())));
    }
}
