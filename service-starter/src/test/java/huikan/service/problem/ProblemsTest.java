package huikan.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {

    @Test
    void a_client_that_breaks_off_is_no_error_of_the_service(CapturedOutput output) {
        assertThat(Problems.of(new EOFException()).problem().kind().status()).isEqualTo(400);
        assertThat(output.getAll()).doesNotContain("ERROR");
        assertThat(Problems.of(new IOException("the disk is full"))
                        .problem()
                        .kind()
                        .status())
                .isEqualTo(500);
        assertThat(output.getAll()).contains("ERROR");
    }
}
