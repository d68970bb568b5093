package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;

class PortsTest {

    /** Linux gives 32768 and more to connections that go out, macOS and Windows 49152 and more. */
    @RepeatedTest(50)
    void a_port_is_none_that_a_connection_may_take_while_its_part_is_started_again() throws IOException {
        int port = Ports.free();
        assertThat(port).isBetween(20_000, 32_767);
        try (ServerSocket mine = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(mine.isBound()).isTrue();
        }
    }
}
