package huikan.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.resource.NoResourceFoundException;

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

    private static int status(Exception thrown) {
        return Problems.of(thrown).problem().kind().status();
    }
}
