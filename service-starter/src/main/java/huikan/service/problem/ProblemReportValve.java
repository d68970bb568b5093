package huikan.service.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What Tomcat refuses before any servlet sees it (a broken path, a broken header) is a problem, too, and no page. */
public final class ProblemReportValve extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpProblem problem = HttpProblem.ofStatus(status);
        ProblemException occurred = problem.because(problem.kind().title() + ".");
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream()
                    .write(JsonMapper.shared().writeValueAsBytes(ProblemBody.of(occurred, request.getRequestURI())));
            response.finishResponse();
        } catch (IOException gone) {
            // the client did not wait for its problem
            container.getLogger().debug("a problem could not be told", gone);
        }
    }
}
