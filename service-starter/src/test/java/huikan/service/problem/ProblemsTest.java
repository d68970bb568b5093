package huikan.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.problem.FieldError;
import java.io.EOFException;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {

    @Test
    void a_client_that_breaks_off_is_no_error_of_the_service(CapturedOutput output) {
        EOFException broken = new EOFException();
        broken.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.apache.tomcat.util.net.NioEndpoint", "fillReadBuffer", "NioEndpoint.java", 1)
        });
        assertThat(status(broken)).isEqualTo(400);
        assertThat(status(new ClientAbortException())).isEqualTo(400);
        assertThat(output.getAll()).doesNotContain("ERROR");
        assertThat(status(new EOFException())).as("of a file").isEqualTo(500);
        assertThat(status(new IOException("the disk is full"))).isEqualTo(500);
        assertThat(output.getAll()).contains("ERROR");
    }

    @Test
    void a_path_that_there_is_not_is_called_one() {
        assertThat(Problems.of(new NoResourceFoundException(HttpMethod.GET, "/api/nothings", "api/nothings"))
                        .detail())
                .isEqualTo("There is no path /api/nothings.");
    }

    private static ProblemException unreadable(String body) {
        try {
            StrictBodiesTest.JSON.readValue(body, StrictBodiesTest.Body.class);
            throw new AssertionError(body + " was read");
        } catch (JacksonException unread) {
            return Problems.of(new HttpMessageNotReadableException("?", unread, new MockHttpInputMessage(new byte[0])));
        }
    }

    @Test
    void a_value_that_does_not_fit_is_told_what_it_could_be() {
        assertThat(unreadable("{\"size\":\"MEDIUM\"}").errors())
                .containsExactly(new FieldError("/size", "field.type", "It is one of SMALL, LARGE."));
        assertThat(unreadable("{\"day\":\"02-30\"}").errors())
                .containsExactly(new FieldError("/day", "field.type", "It is a day, such as 2026-01-31."));
        assertThat(unreadable("{\"whole\":\"many\"}").errors())
                .extracting(FieldError::message)
                .containsExactly("The value here is missing or of another type.");
    }

    @Test
    void where_the_parser_stood_is_not_told() {
        assertThat(unreadable("{\"text\":\"a\"").detail())
                .startsWith("The body is not readable JSON: ")
                .doesNotContain("Source");
    }

    private static int status(Exception thrown) {
        return Problems.of(thrown).problem().kind().status();
    }
}
