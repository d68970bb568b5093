package huikan.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Stands before a store or a broker, and can be as silent as a process that was stopped: it accepts and never answers. */
public final class Proxy implements AutoCloseable {

    private final ServerSocket server;
    private final String host;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** Bytes go through under its read lock. */
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

    /** Before the server at a host and a port. */
    public Proxy(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where clients connect to, {@code host:port}. */
    public String address() {
        return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    /** From now on nothing goes through; by the thread that {@link #thaw}s. */
    public void freeze() {
        gate.writeLock().lock();
    }

    /** What was held up goes through now. */
    public void thaw() {
        gate.writeLock().unlock();
    }

    private void accept() {
        try {
            while (true) {
                connect(server.accept());
            }
        } catch (IOException closed) {
            open.forEach(Proxy::close);
        }
    }

    private void connect(Socket client) {
        try {
            Socket there = new Socket(host, port);
            open.add(client);
            open.add(there);
            Thread.ofVirtual().start(() -> pass(client, there));
            Thread.ofVirtual().start(() -> pass(there, client));
        } catch (IOException away) {
            close(client);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                gate.readLock().lock();
                try {
                    out.write(bytes, 0, read);
                } finally {
                    gate.readLock().unlock();
                }
            }
        } catch (IOException gone) {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }
}
