package huikan.service.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.mock.http.MockHttpInputMessage;

/** A request is read whole up to a bound, and no byte beyond it. */
class BoundedBodiesTest {

    private static HttpInputMessage read(HttpInputMessage message) throws IOException {
        return new BoundedBodies()
                .beforeBodyRead(
                        message, mock(MethodParameter.class), byte[].class, ByteArrayHttpMessageConverter.class);
    }

    @Test
    void what_is_as_large_as_it_may_be_is_read() throws IOException {
        byte[] body = new byte[BoundedBodies.LARGEST];
        assertThat(read(new MockHttpInputMessage(body)).getBody().readAllBytes())
                .hasSize(body.length);
    }

    @Test
    void what_is_larger_is_refused_and_not_read_to_its_end() {
        long[] given = new long[1];
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                given[0]++;
                return 'x';
            }
        };
        assertThatThrownBy(() -> read(new MockHttpInputMessage(endless)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().kind().status()).isEqualTo(413));
        assertThat(given[0]).isEqualTo(BoundedBodies.LARGEST + 1L);
    }

    @Test
    void what_says_itself_that_it_is_larger_is_not_read_at_all() {
        MockHttpInputMessage told = new MockHttpInputMessage(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("it is read");
            }
        });
        told.getHeaders().setContentLength(BoundedBodies.LARGEST + 1L);
        assertThatThrownBy(() -> read(told)).isInstanceOf(ProblemException.class);
    }
}
