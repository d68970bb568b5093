package huikan.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Passes bytes on to a port of this machine, until it is told to hang: connections stay open, and nothing comes. */
final class Relay implements AutoCloseable {

    private final ServerSocket door;
    private final int to;
    /** Whoever passes bytes on shares it; whoever holds it alone makes all hang. */
    private final ReentrantReadWriteLock passing = new ReentrantReadWriteLock();

    Relay(int from, int to) throws IOException {
        this.door = new ServerSocket(from, 0, InetAddress.getLoopbackAddress());
        this.to = to;
        Thread.ofVirtual().start(this::accept);
    }

    /** While the action runs, in this thread. */
    void hangWhile(Runnable action) {
        passing.writeLock().lock();
        try {
            action.run();
        } finally {
            passing.writeLock().unlock();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), to)) {
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (IOException | InterruptedException gone) {
            // the client sees its connection end
        }
    }

    /** Ends both when one side does. */
    private void copy(Socket in, Socket out) {
        byte[] some = new byte[1 << 16];
        try (InputStream from = in.getInputStream();
                OutputStream into = out.getOutputStream()) {
            for (int read = from.read(some); read >= 0; read = from.read(some)) {
                passing.readLock().lock();
                try {
                    into.write(some, 0, read);
                } finally {
                    passing.readLock().unlock();
                }
            }
        } catch (IOException gone) {
            // so does the other side, by what is closed here
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
