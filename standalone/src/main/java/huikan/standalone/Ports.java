package huikan.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on loopback. */
final class Ports {

    private Ports() {}

    /** One that nobody has at the moment. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** @param wanted a port, or 0 for one that nobody has at the moment */
    static int orFree(int wanted) {
        return wanted == 0 ? free() : wanted;
    }

    /**
     * @param option that asked for it
     * @throws Trouble when somebody has it
     */
    static void requireFree(int port, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new Trouble("port " + port + " is taken; give another with " + option);
        }
    }
}
