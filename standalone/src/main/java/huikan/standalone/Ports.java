package huikan.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on loopback. */
final class Ports {

    /** Below those that systems give to connections that go out: while a part is started again, none of them takes its port. */
    private static final int FIRST = 20_000;

    private static final int LAST = 31_999;
    private static final int TRIES = 100;

    private Ports() {}

    /** One that nobody has at the moment. */
    static int free() {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port)) {
                return port;
            }
        }
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
        if (!isFree(port)) {
            throw new Trouble("port " + port + " is taken; give another with " + option);
        }
    }

    static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
