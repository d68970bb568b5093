package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PortsTest {

    /** Linux gives 32768 and more to connections that go out, macOS and Windows 49152 and more. */
    @RepeatedTest(50)
    void a_port_is_none_that_a_connection_may_take_while_its_part_is_started_again() {
        assertThat(Ports.free()).isBetween(20_000, 32_767);
    }

    @Test
    void a_port_on_which_somebody_listens_is_not_free() throws IOException {
        try (ServerSocket theirs = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.requireFree(theirs.getLocalPort(), "--port"))
                    .isInstanceOf(Trouble.class)
                    .hasMessageContaining("--port");
        }
    }
}
